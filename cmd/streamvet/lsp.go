package main

import (
	"context"
	"fmt"
	"os"

	"github.com/streamvet/streamvet/internal/lsp"
)

// runLSP is the command "streamvet lsp".
func runLSP(ctx context.Context, args []string) int {
	if len(args) > 0 {
		return usageError(fmt.Errorf("lsp takes no arguments: %q", args[0]))
	}
	code, err := lsp.Serve(ctx, os.Stdin, os.Stdout, lsp.GoVet, version())
	if err != nil {
		complain(err)
	}
	return code
}
