package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/atomicfile"
	"github.com/streamvet/streamvet/internal/baseline"
	"github.com/streamvet/streamvet/internal/govet"
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

// writeBaseline accepts all findings: none is left.
func writeBaseline(_ context.Context, line *commandLine, file string, res *govet.Result) error {
	if err := baseline.Write(line.inDir(file), res.Findings); err != nil {
		return err
	}
	fmt.Fprintf(stderr(), "streamvet: %s accepts what was found: %d\n", file, len(res.Findings))
	res.Findings = nil
	return nil
}

// checkBaseline reports whether the baseline can be read.
func checkBaseline(line *commandLine, file string) error {
	_, err := baseline.Read(line.inDir(file))
	return err
}

// useBaseline leaves the findings that the baseline doesn't accept, and
// tells which of its entries are no longer needed.
func useBaseline(ctx context.Context, line *commandLine, file string, res *govet.Result) error {
	accepted, err := baseline.Read(line.inDir(file))
	if err != nil {
		return err
	}
	var unused baseline.Baseline
	res.Findings, unused = accepted.Apply(res.Findings)
	stale, err := staleEntries(ctx, line, unused)
	if err != nil {
		return err
	}
	for _, e := range stale {
		fmt.Fprintf(stderr(), "%s:%d: nothing matches this entry any more: %s\n", file, e.Line, e)
	}
	return nil
}

// staleEntries returns those of the unused entries of a baseline that are
// surely not needed: their package was analyzed, or is gone.
func staleEntries(ctx context.Context, line *commandLine, unused baseline.Baseline) (baseline.Baseline, error) {
	if len(unused) == 0 {
		return nil, nil
	}
	flags, packages := splitGoArgs(line.rest)
	analyzed, err := listPackages(ctx, line.dir, flags, packages)
	if err != nil {
		return nil, err
	}
	var others []string
	for _, e := range unused {
		if pkg := packageOf(e); !analyzed[pkg] {
			others = append(others, pkg)
		}
	}
	var exist map[string]bool
	if len(others) > 0 {
		if exist, err = listPackages(ctx, line.dir, flags, others); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(unused, func(e baseline.Entry) bool {
		pkg := packageOf(e)
		return !analyzed[pkg] && exist[pkg]
	}), nil
}

// packageOf returns the package of an entry as go list names it, without
// the ending of an external test package.
func packageOf(e baseline.Entry) string { return strings.TrimSuffix(e.Package, "_test") }

// listPackages returns the packages that exist among those that are named.
func listPackages(ctx context.Context, dir string, flags, packages []string) (map[string]bool, error) {
	args := slices.Concat([]string{"list", "-e", "-f={{if .Dir}}{{.ImportPath}}{{end}}"}, flags, []string{"--"}, packages)
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok {
		return nil, fmt.Errorf("go list: %w: %s", err, strings.TrimSpace(string(exit.Stderr)))
	} else if err != nil {
		return nil, fmt.Errorf("go list: %w", err)
	}
	exist := make(map[string]bool)
	for name := range strings.FieldsSeq(string(out)) {
		exist[name] = true
	}
	return exist, nil
}

// splitGoArgs picks from the arguments of go vet those build flags that
// decide which packages there are, and the packages. The value of a flag
// of the analyzer may pass for a package: go list -e skips it, since there
// is none of that name.
func splitGoArgs(args []string) (flags, packages []string) {
	for i := 0; i < len(args); i++ {
		name, _, hasValue := cutFlag(args[i])
		switch name {
		case "": // a package
			if args[i] != "--" {
				packages = append(packages, args[i])
			}
		case "race", "msan", "asan":
			flags = append(flags, args[i])
		case "tags", "mod", "modfile", "overlay", "compiler":
			flags = append(flags, args[i])
			if !hasValue && i+1 < len(args) {
				i++
				flags = append(flags, args[i])
			}
		}
	}
	return flags, packages
}

// writeSARIF writes the findings as a SARIF log.
func writeSARIF(_ context.Context, line *commandLine, file string, res *govet.Result) error {
	near := line.dir
	if len(res.Findings) > 0 {
		near = res.Findings[0].Pos.Filename
	}
	var log bytes.Buffer
	err := sarif.Write(&log, res.Findings, sarif.Root(near), version())
	if err == nil && file == "-" {
		_, err = log.WriteTo(os.Stdout)
	} else if err == nil {
		err = atomicfile.Write(line.inDir(file), log.Bytes())
	}
	if err != nil {
		return fmt.Errorf("writing the SARIF log: %w", err)
	}
	return nil
}
