package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"

	"github.com/streamvet/streamvet/internal/goplsinstall"
)

const goplsUsage = `usage: streamvet gopls install [-version VERSION] [-o DIR] [-source DIR]

Builds streamvet-gopls: gopls, the Go language server, of an unchanged version
with streamvet among its analyzers, so that editors show findings as you type.
The build happens in a temporary module; your own gopls stays as it is.

`

// runGopls is the command "streamvet gopls".
func runGopls(ctx context.Context, args []string) int {
	flags := flag.NewFlagSet("streamvet gopls install", flag.ContinueOnError)
	flags.SetOutput(stderr())
	flags.Usage = func() {
		fmt.Fprint(stderr(), goplsUsage)
		flags.PrintDefaults()
	}
	opts := goplsinstall.Options{Streamvet: version()}
	flags.StringVar(&opts.Version, "version", goplsinstall.DefaultVersion, "`version` of gopls, v0.23.0 or newer, or latest")
	flags.StringVar(&opts.Dir, "o", "", "`directory` for the program (default: where go install puts programs)")
	flags.StringVar(&opts.Source, "source", "", "take streamvet from its source code in this `directory`, not from the module proxy")
	switch {
	case len(args) == 0:
		flags.Usage()
		return exitUsage
	case asksForHelp(args[0]):
		flags.Usage()
		return exitOK
	case args[0] != "install":
		return usageError(fmt.Errorf("gopls %s is unknown: there is only gopls install", args[0]))
	}
	if err := flags.Parse(args[1:]); errors.Is(err, flag.ErrHelp) {
		return exitOK
	} else if err != nil {
		return exitUsage
	}
	if flags.NArg() > 0 {
		return usageError(fmt.Errorf("gopls install takes no arguments: %q", flags.Arg(0)))
	}
	if opts.Version == "" {
		return usageError(errors.New("gopls install: flag -version has an empty value"))
	}
	if opts.Source == "" && !isRelease(opts.Streamvet) {
		return usageError(fmt.Errorf("this streamvet was built from source code (its version is %s): say where that is with -source DIR", opts.Streamvet))
	}
	program, err := goplsinstall.Install(ctx, opts, stderr())
	if err != nil {
		complain(err)
		return exitFindings
	}
	fmt.Println(program)
	fmt.Fprintln(stderr(), "Tell your editor to start this program in place of gopls.")
	return exitOK
}

// isRelease reports whether a version of streamvet may be had from a
// module proxy.
func isRelease(version string) bool {
	return strings.HasPrefix(version, "v") && !strings.Contains(version, "+dirty")
}
