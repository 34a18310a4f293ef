// Command golangci-lint is golangci-lint with streamvet in it.
package main

import (
	"fmt"
	"os"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/streamvet/streamvet/plugin"
)

func main() {
	if err := commands.Execute(commands.BuildInfo{Version: "v2.15.0-streamvet"}); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitcodes.Failure)
	}
}
