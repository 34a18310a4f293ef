package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/load"
	"github.com/streamvet/streamvet/internal/printable"
)

// A survey is what the parts of a plan have found, together.
type survey struct {
	line     *commandLine
	plan     *plan
	console  *console
	progress *progress
	only     bool // the plan has one part only
	lenient  bool // a pattern may name what doesn't exist any more

	result govet.Result
	named  map[string]bool // import paths of the packages that were asked for
	dirs   map[string]bool // their directories
}

// newSurvey carries out a plan.
func newSurvey(ctx context.Context, line *commandLine, p *plan) (*survey, error) {
	s := &survey{line: line, plan: p, console: newConsole()}
	go p.scan() // it is needed in the end
	return s, s.carryOut(ctx)
}

// carryOut runs all parts of the plan.
func (s *survey) carryOut(ctx context.Context) error {
	s.only, s.named, s.dirs = len(s.plan.parts) == 1, make(map[string]bool), make(map[string]bool)
	s.progress = newProgress(s.console)
	for _, part := range s.plan.parts {
		if realPath(part.dir) != s.plan.base {
			s.console.under("streamvet: in " + s.plan.names([]string{part.dir})[0] + ":")
		}
		err := s.run(ctx, part)
		_, isUsage := errors.AsType[usage](err)
		s.console.end(isUsage)
		if err != nil {
			return err
		}
	}
	return nil
}

// run carries out a part. What the patterns name is found out while go vet runs
// on them: mostly that is over first.
func (s *survey) run(ctx context.Context, p part) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	s.console.hold(2) // for what the patterns name, and for a first package
	ran := make(chan ending, 1)
	go func() { ran <- s.vet(ctx, p, statusUsual, p.patterns) }()

	named, listErr := p.goCommand().Named(ctx, listFlags(s.line.flags), p.patterns)
	if listErr == nil {
		if err := s.expect(p, named); err != nil {
			cancel()
			<-ran
			return err
		}
	}
	s.console.happened()
	o := <-ran
	switch {
	case o.err != nil:
		return o.err
	case listErr != nil && o.failure != nil:
		s.miss(govet.Unanalyzed{Reason: "can't be loaded", Text: o.failure.Stderr})
		return nil
	case listErr != nil:
		return listErr
	case len(named) == 0: // of one part among several: no failure
		s.console.end(true)
		return nil
	}
	s.result.Add(o.result)
	return s.explain(ctx, p, named, o)
}

// expect notes what the patterns of a part name. It returns an error if they name what doesn't
// exist, or nothing.
func (s *survey) expect(p part, named []load.Package) error {
	var missing, wrong []error
	var names []string
	matches := make(map[string]bool)
	for _, pkg := range named {
		if pkg.Dir == "" && pkg.Error == nil {
			pkg.Error = &load.Error{Err: pkg.ImportPath + " is no package"}
		}
		for _, pattern := range pkg.Match {
			matches[pattern] = true
		}
		if pkg.Error != nil {
			wrong = append(wrong, errors.New(pkg.Error.Err))
		}
		// What a pattern such as ./... names is there, even if it can't be a package.
		if pkg.Dir == "" && !s.lenient && (isWildcard(pkg.ImportPath) || !slices.ContainsFunc(pkg.Match, isWildcard)) {
			missing = append(missing, errors.New(pkg.Error.Err))
			continue
		}
		if pkg.ImportPath == "unsafe" { // there is nothing in it
			continue
		}
		names = append(names, pkg.ImportPath)
		s.named[pkg.ImportPath] = true
		s.dirs[dirOf(p, pkg, named)] = true
	}
	switch {
	case s.lenient:
	case len(missing) > 0:
		return usage{errors.Join(missing...)}
	case len(named) > 0 && len(wrong) == len(named):
		return usage{errors.Join(wrong...)}
	case len(named) == 0 && s.only:
		return usage{fmt.Errorf("%s: there are no packages", strings.Join(s.line.packages, " "))}
	}
	for _, pattern := range p.patterns {
		if isWildcard(pattern) && !matches[pattern] && slices.Contains(s.line.packages, pattern) && s.only {
			fmt.Fprintf(s.console, "streamvet: %s: there are no packages\n", pattern)
		}
	}
	s.progress.expect(names)
	return nil
}

// isWildcard reports whether a pattern means all packages of which the names are like it.
func isWildcard(pattern string) bool { return strings.Contains(pattern, "...") }

// An ending is how go vet ended.
type ending struct {
	result  *govet.Result
	failure *govet.Failure // nil if it succeeded
	err     error          // it could not be run
}

// vet runs go vet on patterns.
func (s *survey) vet(ctx context.Context, p part, status string, patterns []string) ending {
	heard := false
	config := govet.Config{Dir: p.dir, Env: p.goCommand().Env, Status: status, Stderr: s.console, Watch: func(e govet.Event) {
		if !heard {
			heard = true
			s.console.happened()
		}
		s.progress.watch(e)
	}}
	res, err := config.Run(ctx, slices.Concat(s.line.flags, []string{"--"}, patterns)...)
	failure, failed := errors.AsType[*govet.Failure](err)
	switch {
	case failed && failure.Code == exitUsage:
		// It doesn't know streamvet, for which it is at work.
		text, _, _ := strings.Cut(failure.Stderr, "\nusage: go vet")
		return ending{err: usage{errors.New(text)}}
	case failed:
		return ending{result: res, failure: failure}
	}
	return ending{result: res, err: err}
}

// miss notes a package that could not be analyzed.
func (s *survey) miss(u govet.Unanalyzed) {
	u.Text = printable.Text(u.Text)
	s.result.Add(&govet.Result{Unanalyzed: []govet.Unanalyzed{u}})
}
