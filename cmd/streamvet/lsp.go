package main

import (
	"context"
	"fmt"
	"os"
	"slices"

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
	run := func(ctx context.Context, dir string, args ...string) (*govet.Result, severity.Scale, error) {
		line := &commandLine{dir: dir}
		if _, err := look(ctx, line); err != nil {
			return nil, nil, err
		}
		if err := line.configure(analyzer.Analyzer); err != nil {
			return nil, nil, err
		}
		res, err := govet.Config{Dir: dir, Status: statusUsual}.Run(ctx, slices.Concat(line.flags, args)...)
		res, err = line.known(res, err)
		return res, line.severity, err
	}
	code, err := lsp.Serve(ctx, os.Stdin, os.Stdout, run, version())
	if err != nil {
		complain(err)
	}
	return code
}

// known takes from a result what the baseline of the project accepts.
func (l *commandLine) known(res *govet.Result, err error) (*govet.Result, error) {
	if res == nil {
		return nil, err
	}
	for _, s := range l.sinks {
		accepted, readErr := baseline.Read(l.inDir(s.file))
		if readErr != nil {
			return nil, readErr
		}
		res.Findings, _ = accepted.Apply(res.Findings)
	}
	return res, err
}
