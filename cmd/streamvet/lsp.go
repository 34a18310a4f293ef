package main

import (
	"context"
	"fmt"
	"os"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/lsp"
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
	run := func(ctx context.Context, dir string, args ...string) (*govet.Result, error) {
		if _, err := look(ctx, &commandLine{dir: dir}); err != nil {
			return nil, err
		}
		return govet.Config{Dir: dir, Status: true}.Run(ctx, args...)
	}
	code, err := lsp.Serve(ctx, os.Stdin, os.Stdout, run, version())
	if err != nil {
		complain(err)
	}
	return code
}
