package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/load"
	"github.com/streamvet/streamvet/internal/printable"
	"golang.org/x/tools/go/analysis"
)

// vet carries out a command line: it runs go vet with this executable as its
// tool, hands the findings to the sinks that were asked for, prints those that
// are left and a summary, and returns the exit code.
func vet(ctx context.Context, line *commandLine, a *analysis.Analyzer) int {
	place, err := look(ctx, line)
	if err == nil {
		err = line.configure(a)
	}
	if err != nil {
		return cannotRun(err, exitUsage)
	}
	for _, s := range line.sinks {
		if s.check == nil {
			continue
		}
		if err := s.check(ctx, line, s.file); err != nil {
			return cannotRun(err, exitUsage)
		}
	}
	if line.dryRun {
		return dryRun(ctx, line)
	}
	plan, err := makePlan(ctx, line, place)
	if err != nil {
		return cannotRun(err, exitUnanalyzed)
	}
	s, err := newSurvey(ctx, line, plan)
	if err != nil {
		return cannotRun(err, exitUnanalyzed)
	}
	for _, sink := range line.sinks {
		if err := sink.apply(ctx, s, sink.file); err != nil {
			return cannotRun(err, exitUsage)
		}
	}
	if err := s.print(); err != nil {
		return cannotRun(err, exitUsage)
	}
	return s.exitCode()
}

// look returns what the go command says about the directory in which it is to
// run, if it can.
func look(ctx context.Context, line *commandLine) (load.Place, error) {
	if info, err := os.Stat(line.dir); line.dir != "" && (err != nil || !info.IsDir()) {
		return load.Place{}, usage{fmt.Errorf("flag -C: there is no directory %s", line.dir)}
	}
	place, err := load.Go{Dir: line.dir}.Place(ctx)
	if errors.Is(err, exec.ErrNotFound) {
		err = fmt.Errorf("%w: %w", govet.ErrNoGo, err)
	}
	if err != nil {
		return load.Place{}, err
	}
	return place, compareGoVersions(place.GoVersion, runtime.Version())
}

// dryRun lets go vet print what it would run.
func dryRun(ctx context.Context, line *commandLine) int {
	cmd, err := govet.Config{Dir: line.dir}.Command(ctx, slices.Concat(line.flags, []string{"--"}, line.packages)...)
	if err != nil {
		return cannotRun(err, exitUsage)
	}
	text := printable.NewWriter(os.Stderr)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, text
	err = errors.Join(cmd.Run(), text.Flush())
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && exit.ExitCode() > 0 {
		return exit.ExitCode()
	} else if err != nil {
		return cannotRun(err, exitUnanalyzed)
	}
	return exitOK
}

// print prints the findings, and what the run has come to.
func (s *survey) print() error {
	if s.line.json {
		if err := s.result.WriteJSON(os.Stdout); err != nil {
			return err
		}
	} else if err := s.printFindings(); err != nil {
		return err
	}
	_, err := fmt.Fprintln(stderr(), "streamvet: "+s.summary())
	return err
}

// summary tells in one line what the run has come to.
func (s *survey) summary() string {
	return summary(&s.result, s.named, s.plan.leftOut(s.line, s.dirs))
}

// exitCode returns the exit code for what is left of the result. With -json,
// findings are no failure, as for go vet.
func (s *survey) exitCode() int {
	switch {
	case len(s.result.Unanalyzed) > 0:
		return exitUnanalyzed
	case len(s.result.Findings) > 0 && !s.line.json:
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

// A usage is an error of the command line.
type usage struct{ error }

// cannotRun reports that the command line could not be carried out, and
// returns the exit code: the given one, unless the error has one of its own.
func cannotRun(err error, code int) int {
	if errors.Is(err, context.Canceled) { // interrupted: nothing to add
		return exitUnanalyzed
	}
	if u, ok := errors.AsType[usage](err); ok {
		return usageError(u.error)
	}
	complain(err)
	if errors.Is(err, govet.ErrNoGo) {
		fmt.Fprintln(stderr(), "streamvet runs 'go vet': install Go, or add its bin directory to PATH.")
		return exitUsage
	}
	return code
}
