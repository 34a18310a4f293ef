// Streamvet reports calls that may use one gRPC stream at the same time.
//
// It is a vet tool, which the go command starts once for each package:
//
//	go vet -vettool=$(which streamvet) ./...
//
// Started in any other way, it runs that command itself, so that
//
//	streamvet ./...
//
// does the same work, with the go command's cache. "streamvet -h" lists
// the flags.
//
// What it does is in the packages below internal; here is what needs the command line, the
// process or the terminal. That is much, since there are many flags and commands, but each file is
// about one of them.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"github.com/streamvet/streamvet/analyzer"
	"github.com/streamvet/streamvet/internal/printable"
	"golang.org/x/tools/go/analysis"
)

func main() {
	run(os.Args[1:], analyzer.Analyzer)
}

// run decides what kind of run this is, and exits. It is apart from main
// so that the tests can run it with an analyzer of their own.
func run(args []string, a *analysis.Analyzer) {
	if isVetProtocol(args, a) {
		runTool(args, a)
	}
	// Once the context is done, go vet and its tools have been told; a second
	// interrupt ends this process in the usual way.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	os.Exit(runCommandLine(ctx, args, a))
}

// Exit codes. As a vet tool, streamvet has those of unitchecker, and go vet
// its own.
const (
	exitOK         = 0
	exitFindings   = 1
	exitUsage      = 2 // a usage error
	exitUnanalyzed = 3 // not all packages could be analyzed, whatever was found in the others
)

// runCommandLine does what a person asked for, and returns the exit code.
func runCommandLine(ctx context.Context, args []string, a *analysis.Analyzer) int {
	if len(args) > 0 {
		for _, c := range commands() {
			if c.name == args[0] {
				return c.run(ctx, args[1:])
			}
		}
		if args[0] == "help" && len(args) > 1 {
			return helpAbout(ctx, args[1], a)
		}
		switch args[0] {
		case "help", "version", "explain":
			args = append([]string{"-" + args[0]}, args[1:]...)
		}
	}
	line, err := parseCommandLine(args, a)
	if err != nil {
		return usageError(err)
	}
	switch {
	case line.help:
		return printHelp(os.Stdout, a)
	case line.version:
		return printVersion(os.Stdout)
	case line.explain != "":
		return explain(os.Stdout, line.explain)
	default:
		return vet(ctx, line, a)
	}
}

// usageError says what is wrong with the command line.
func usageError(err error) int {
	complain(err)
	fmt.Fprintln(stderr(), "Run 'streamvet -h' for help.")
	return exitUsage
}

// complain prints an error in the way of all messages of this program.
func complain(err error) {
	fmt.Fprintf(stderr(), "streamvet: %v\n", err)
}

// stderr is where all text goes that people read, since much of it has names
// and code that others have written. It takes whole lines.
func stderr() io.Writer { return printable.NewWriter(os.Stderr) }
