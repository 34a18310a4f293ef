package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/printable"
)

// vet runs go vet with this executable as its tool, and lets it print.
func vet(ctx context.Context, line *commandLine) int {
	if err := checkGoVersion(ctx, line.dir); err != nil {
		return cannotRun(err)
	}
	cmd, err := govet.Config{Dir: line.dir}.Command(ctx, line.rest...)
	if err != nil {
		return cannotRun(err)
	}
	text := printable.NewWriter(os.Stderr) // go vet shows code and names as they are
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, text
	err = errors.Join(cmd.Run(), text.Flush())
	var exit *exec.ExitError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &exit) && exit.ExitCode() > 0:
		if exit.ExitCode() != exitUsage {
			explainFailure(ctx, line)
		}
		return exit.ExitCode()
	case ctx.Err() != nil: // interrupted: nothing to add
		return exitFindings
	default:
		complain(err)
		return exitFindings
	}
}

// vetInto runs go vet, hands the findings to the sinks that were asked
// for, and prints those that are left.
func vetInto(ctx context.Context, line *commandLine) int {
	if err := checkGoVersion(ctx, line.dir); err != nil {
		return cannotRun(err)
	}
	for _, s := range line.sinks {
		if s.check == nil {
			continue
		}
		if err := s.check(line, s.file); err != nil {
			return cannotRun(err)
		}
	}
	res, err := govet.Config{Dir: line.dir}.Run(ctx, line.rest...)
	var failure *govet.Failure
	switch {
	case errors.As(err, &failure):
		fmt.Fprintln(stderr(), failure.Stderr)
		if failure.Code != exitUsage {
			explainFailure(ctx, line)
		}
		printResult(line, res)
		if failure.Code != exitUsage {
			complain(line.leftOut())
		}
		return failure.Code
	case err != nil:
		return cannotRun(err)
	case len(res.Errors) > 0:
		printResult(line, res)
		complain(line.leftOut())
		return exitFindings
	}
	for _, s := range line.sinks {
		if err := s.apply(ctx, line, s.file, res); err != nil {
			complain(err)
			return exitUsage
		}
	}
	return printResult(line, res)
}

// leftOut says which flags were not carried out because of packages that
// can't be analyzed.
func (l *commandLine) leftOut() error {
	var flags []string
	for _, s := range l.sinks {
		flags = append(flags, "-"+s.flag)
	}
	return fmt.Errorf("not all packages can be analyzed: %s did nothing", strings.Join(flags, " and "))
}

// printResult prints a result as go vet does, and returns go vet's exit code for it.
func printResult(line *commandLine, res *govet.Result) int {
	if line.json {
		if err := res.WriteJSON(os.Stdout); err != nil {
			complain(err)
			return exitFindings
		}
		return exitOK
	}
	style := govet.TextStyle{Context: line.context, Name: shortName(line.dir)}
	if err := res.WriteText(stderr(), style); err != nil {
		complain(err)
		return exitFindings
	}
	if len(res.Findings) > 0 || len(res.Errors) > 0 {
		return exitFindings
	}
	return exitOK
}

// shortName returns a function that makes file names relative to dir, in
// which go vet ran, where that makes them shorter.
func shortName(dir string) func(string) string {
	base, err := filepath.Abs(dir)
	if err != nil {
		return nil
	}
	return func(name string) string {
		rel, err := filepath.Rel(base, name)
		if err != nil || len(rel) >= len(name) {
			return name
		}
		return rel
	}
}

// cannotRun reports that go vet could not be started at all.
func cannotRun(err error) int {
	if errors.Is(err, context.Canceled) {
		return exitFindings
	}
	complain(err)
	if errors.Is(err, govet.ErrNoGo) {
		fmt.Fprintln(stderr(), "streamvet runs 'go vet': install Go, or add its bin directory to PATH.")
	}
	return exitUsage
}

// explainFailure adds a plain word to a failure of go vet, where its own
// message is hard to read: outside of a module it says that "directory
// prefix . does not contain main module or its selected dependencies".
func explainFailure(ctx context.Context, line *commandLine) {
	if ctx.Err() != nil || !line.namesLocalPackages() {
		return
	}
	cmd := exec.CommandContext(ctx, "go", "env", "GOMOD", "GOWORK")
	cmd.Dir = line.dir
	out, err := cmd.Output()
	if err != nil {
		return
	}
	mod, work, _ := strings.Cut(string(bytes.TrimRight(out, "\n")), "\n")
	if work = strings.TrimSpace(work); mod != os.DevNull || work != "" && work != "off" {
		return // in a module or a workspace, or modules are off
	}
	dir, err := filepath.Abs(line.dir)
	if err != nil {
		return
	}
	complain(errors.New(dir + " is not in a Go module: there is no go.mod file in it or above it (-C DIR runs streamvet in another directory)"))
}
