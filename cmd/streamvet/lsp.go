package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"github.com/streamvet/streamvet/analyzer"
	"github.com/streamvet/streamvet/internal/baseline"
	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/lsp"
	"github.com/streamvet/streamvet/internal/severity"
)

const lspUsage = `usage: streamvet lsp

Speaks the language server protocol over standard input and output: an editor
starts it, beside gopls. It shows findings when a Go file is opened or saved.
`

// runLSP is the command "streamvet lsp".
func runLSP(ctx context.Context, args []string) int {
	if len(args) > 0 && asksForHelp(args[0]) {
		fmt.Fprint(stderr(), lspUsage)
		return exitOK
	}
	if len(args) > 0 {
		return usageError(fmt.Errorf("lsp takes no arguments: %q", args[0]))
	}
	code, err := lsp.Serve(ctx, os.Stdin, os.Stdout, checkPackages, version())
	if err != nil {
		complain(err)
	}
	return code
}

// checkPackages runs go vet for the language server. Those of the packages that can't be
// loaded, since their files were deleted or are being written, take nothing away from the others.
func checkPackages(ctx context.Context, dir string, flags, packages []string) (*govet.Result, severity.Scale, error) {
	line := &commandLine{dir: dir, packages: packages}
	place, err := look(ctx, line)
	if err == nil {
		err = line.configure(analyzer.Analyzer)
	}
	if err != nil {
		return nil, nil, err
	}
	line.flags = append(line.flags, flags...)
	s := &survey{
		line:    line,
		plan:    &plan{base: realPath(dir), place: place, parts: []part{{dir: dir, patterns: packages}}},
		console: &console{out: io.Discard}, // the server tells what is in the result
		lenient: true,
	}
	if err := s.carryOut(ctx); err != nil {
		return nil, nil, err
	}
	if err := line.dropKnown(&s.result); err != nil {
		return nil, nil, err
	}
	return &s.result, line.severity, nil
}

// dropKnown takes from a result what the baseline of the project accepts.
func (l *commandLine) dropKnown(res *govet.Result) error {
	for _, s := range l.sinks {
		accepted, err := baseline.Read(l.inDir(s.file))
		if err != nil {
			return err
		}
		res.Findings, _ = accepted.Apply(res.Findings)
	}
	return nil
}
