package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/atomicfile"
	"github.com/streamvet/streamvet/internal/baseline"
	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/htmlreport"
	"github.com/streamvet/streamvet/internal/modtree"
	"github.com/streamvet/streamvet/internal/sarif"
)

// inDir returns the path of a file named on the command line: as for the
// go command, -C comes first.
func (l *commandLine) inDir(file string) string {
	if filepath.IsAbs(file) {
		return file
	}
	return filepath.Join(l.dir, file)
}

// writeBaseline makes all findings known: none is left. Of packages that could not
// be analyzed, it keeps the entries that the file had before.
func writeBaseline(_ context.Context, s *survey, file string) error {
	path := s.line.inDir(file)
	keep, err := keptEntries(&s.result, path)
	if err != nil {
		return err
	}
	found := len(s.result.Findings)
	if err := baseline.Write(path, s.result.Findings, keep); err != nil {
		return err
	}
	kept := ""
	if len(keep) > 0 {
		kept = fmt.Sprintf(", and %d kept of packages that were not analyzed", len(keep))
	}
	fmt.Fprintf(stderr(), "streamvet: %s written to %s%s\n", count(found, "finding"), file, kept)
	s.result.Findings, s.result.Known = nil, s.result.Known+found
	return nil
}

// keptEntries returns the entries of a baseline, if there is one, of packages
// that could not be analyzed.
func keptEntries(res *govet.Result, path string) (baseline.Baseline, error) {
	if len(res.Unanalyzed) == 0 {
		return nil, nil
	}
	before, err := baseline.Read(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	analyzed := analyzedPackages(res)
	return slices.DeleteFunc(before, func(e baseline.Entry) bool {
		return analyzed[e.Package] || !slices.ContainsFunc(res.Unanalyzed, func(u govet.Unanalyzed) bool {
			return u.Package == "" || u.Package == e.Package || u.Package == testedBy(e)
		})
	}), nil
}

// analyzedPackages returns the packages that were analyzed, as the entries of
// a baseline name them: tests in package p_test are one of their own.
func analyzedPackages(res *govet.Result) map[string]bool {
	analyzed := make(map[string]bool)
	for _, pkg := range res.Packages {
		path, _, _ := strings.Cut(pkg.ID, " [")
		analyzed[path] = true
	}
	return analyzed
}

// testedBy returns the package of an entry as go list names it, without the
// ending of an external test package.
func testedBy(e baseline.Entry) string { return strings.TrimSuffix(e.Package, "_test") }

// checkBaseline reports whether the baseline can be read.
func checkBaseline(_ context.Context, line *commandLine, file string) error {
	_, err := baseline.Read(line.inDir(file))
	return err
}

// useBaseline leaves the findings that are not in the baseline, and
// tells which of its entries are no longer needed.
func useBaseline(ctx context.Context, s *survey, file string) error {
	accepted, err := baseline.Read(s.line.inDir(file))
	if err != nil {
		return err
	}
	fresh, unused := accepted.Apply(s.result.Findings)
	s.result.Known += len(s.result.Findings) - len(fresh)
	s.result.Findings = fresh
	stale, err := s.staleEntries(ctx, unused)
	if err != nil {
		return err
	}
	for _, e := range stale {
		fmt.Fprintf(stderr(), "%s:%d: nothing matches this entry any more: %s\n", file, e.Line, e)
	}
	return nil
}

// staleEntries returns those of the unused entries of a baseline that are
// not needed for sure: their package was analyzed, or is gone.
func (s *survey) staleEntries(ctx context.Context, unused baseline.Baseline) (baseline.Baseline, error) {
	analyzed := analyzedPackages(&s.result)
	exist := maps.Clone(s.named)
	var unknown []string
	for _, e := range unused {
		if pkg := testedBy(e); !analyzed[e.Package] && !exist[pkg] {
			unknown = append(unknown, pkg)
		}
	}
	if len(unknown) > 0 {
		first := s.plan.parts[0]
		list, err := first.goCommand().Named(ctx, listFlags(s.line.flags), unknown)
		if err != nil {
			return nil, err
		}
		for _, pkg := range list {
			exist[pkg.ImportPath] = pkg.Dir != ""
		}
	}
	// The package may be in a module that nobody has looked at.
	elsewhere := s.line.modules != allModules && len(s.plan.nested()) > 0
	return slices.DeleteFunc(unused, func(e baseline.Entry) bool {
		return !analyzed[e.Package] && (exist[testedBy(e)] || elsewhere)
	}), nil
}

// writeHTML writes the findings as a page for a browser.
func writeHTML(_ context.Context, s *survey, file string) error {
	var page bytes.Buffer
	err := htmlreport.Write(&page, &s.result, htmlreport.Options{
		Name: shortName(s.line.dir), Severity: s.line.severity, Summary: s.summary(), Version: version(),
	})
	if err == nil {
		err = s.writeTo(file, &page)
	}
	if err != nil {
		return fmt.Errorf("writing the HTML page: %w", err)
	}
	return nil
}

// writeTo writes what a sink has made to the file that was named for it.
func (s *survey) writeTo(file string, text *bytes.Buffer) error {
	if file == "-" {
		_, err := text.WriteTo(os.Stdout)
		return err
	}
	return atomicfile.Write(s.line.inDir(file), text.Bytes())
}

// writeSARIF writes the findings as a SARIF log.
func writeSARIF(_ context.Context, s *survey, file string) error {
	near := s.plan.base
	if len(s.result.Findings) > 0 {
		near = filepath.Dir(s.result.Findings[0].Pos.Filename)
	}
	var log bytes.Buffer
	err := sarif.Write(&log, &s.result, s.line.severity, modtree.Root(near), version())
	if err == nil {
		err = s.writeTo(file, &log)
	}
	if err != nil {
		return fmt.Errorf("writing the SARIF log: %w", err)
	}
	return nil
}
