// Package govet runs "go vet" with streamvet as its tool, and decodes
// what it prints.
//
// The go command loads the packages, runs the tool once for each of
// them and keeps the results in its cache. Everything in streamvet that
// wants findings as values, such as a SARIF log, a baseline or a language
// server, gets them here:
//
//	res, err := govet.Config{}.Run(ctx, "./...")
//	if err != nil {
//		return err // res still holds what was found before it failed
//	}
//	for _, f := range res.Findings { ... }
//
// Command is for callers that let go vet print by itself.
package govet

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"

	"github.com/streamvet/streamvet/internal/printable"
)

// A Config says which tool runs where. The zero Config runs this very
// executable in the current directory.
type Config struct {
	// Tool is the vet tool to run: a streamvet binary.
	// If empty, it is the running executable.
	Tool string

	// Dir is the directory in which the go command runs: what its -C
	// flag says. If empty, it is the current directory.
	Dir string

	// Env is the environment of the go command, as in [exec.Cmd].
	Env []string

	// Status, if not empty, asks the tool for the status of each package.
	// The tool has to be one that knows [StatusFlag]. The go command keeps
	// what the tool printed for one value apart from that for another.
	Status string

	// Stderr, if not nil, gets what the go command and the tool print
	// there, while they do so.
	Stderr io.Writer

	// Watch, if not nil, is called whenever go vet tells of a package: from
	// one goroutine, while Run runs.
	Watch func(Event)
}

// An Event is news about one package.
type Event struct {
	Package  string // its ID; "" if it is only a dependency of others
	Done     bool   // it was analyzed: known if the tool was asked for statuses
	Findings int    // new ones
}

// ErrNoGo is wrapped by the error of Command and Run if no go command
// was found.
var ErrNoGo = errors.New("no go command found on PATH")

// A Failure is the error of a run in which the go command ended with an
// error of its own: packages that don't build, patterns that match
// nothing, flags that it doesn't know. Findings are no failure.
type Failure struct {
	Code   int    // exit code of the go command
	Stderr string // what it printed, without a last newline
}

func (e *Failure) Error() string {
	if e.Stderr == "" {
		return fmt.Sprintf("go vet ended with exit code %d", e.Code)
	}
	return "go vet: " + e.Stderr
}

// Command returns the command that runs go vet with args, which are
// flags of go vet (build flags, -json, -c=N, flags of the analyzer) and
// then package patterns. Its standard streams are not yet set.
//
// When ctx is done, the go command is asked to stop by an interrupt, so
// that it removes its temporary files; see [exec.Cmd] about WaitDelay.
func (c Config) Command(ctx context.Context, args ...string) (*exec.Cmd, error) {
	goCmd, err := exec.LookPath("go")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoGo, err)
	}
	tool := c.Tool
	if tool == "" {
		tool, err = os.Executable()
		if err != nil {
			return nil, fmt.Errorf("finding the streamvet executable: %w", err)
		}
	}
	if tool == "" {
		// "go vet -vettool=" would run go's own checks, and succeed.
		return nil, errors.New("finding the streamvet executable: its path is empty")
	}

	// The go command takes -C only as the very first flag.
	line := []string{"vet"}
	if c.Dir != "" {
		line = append(line, "-C", c.Dir)
	}
	line = append(line, "-vettool="+tool)
	line = append(line, args...)

	cmd := exec.CommandContext(ctx, goCmd, line...)
	cmd.Env = c.Env
	interruptOnCancel(cmd)
	return cmd, nil
}

// Run runs go vet -json with args, as described at [Config.Command], and
// returns what it found. If some packages can't be analyzed, it returns
// the findings of the others along with a [*Failure].
func (c Config) Run(ctx context.Context, args ...string) (*Result, error) {
	flags := []string{"-json"}
	if c.Status != "" {
		flags = append(flags, "-"+StatusFlag+"="+c.Status)
	}
	cmd, err := c.Command(ctx, append(flags, args...)...)
	if err != nil {
		return nil, err
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if c.Stderr != nil {
		cmd.Stderr = io.MultiWriter(&stderr, c.Stderr)
	}
	res, runErr, err := c.decodeWhile(cmd)
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	exit, ended := errors.AsType[*exec.ExitError](runErr)
	if runErr != nil && !ended {
		return nil, fmt.Errorf("running go vet: %w", runErr)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the output of go vet: %w", err)
	}
	if ended {
		return res, &Failure{
			Code:   exit.ExitCode(),
			Stderr: printable.Text(strings.TrimRight(stderr.String(), "\n")),
		}
	}
	return res, nil
}

// decodeWhile runs cmd and decodes what it prints meanwhile. It returns the
// error of cmd, and that of decoding.
func (c Config) decodeWhile(cmd *exec.Cmd) (res *Result, runErr, err error) {
	r, w := io.Pipe()
	cmd.Stdout = w
	decoded := make(chan struct{})
	go func() {
		defer close(decoded)
		res, err = decode(r, c.Watch)
		// The command must not fail since nobody reads the rest of its output.
		_, _ = io.Copy(io.Discard, r)
	}()
	runErr = cmd.Run()
	w.Close()
	<-decoded
	return res, runErr, err
}
