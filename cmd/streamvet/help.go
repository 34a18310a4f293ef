package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/streamvet/streamvet/docs/checks"
	"github.com/streamvet/streamvet/internal/config"
	"golang.org/x/tools/go/analysis"
)

const helpIntro = `streamvet reports calls that may use one gRPC stream at the same time:
two senders, two receivers, or CloseSend beside a sender.

Usage:
    streamvet [flags] [packages]
    go vet -vettool=$(which streamvet) [flags] [packages]

Packages are named as for the go command; none means the one in the current
directory, and ./... all below it, in all modules of the workspace if there is
one. The first form runs the second, and its last line says what was analyzed.

Flags:
`

const helpOutro = `
help, version and explain also work without a dash.
"streamvet help streamvet" shows the manual of the analyzer, and
"streamvet help COMMAND" the usage of a command.

Flags of the go command, such as -tags and -mod, are passed on to it.

Exit code: 0 if nothing was found, 1 if something was found, 2 for a usage error,
3 if not all packages could be analyzed, whatever was found in the others. With
-json, findings don't change it.

To suppress a finding, write a comment on the line of one of its two calls, on
the line above, or in the comment of the function:
    //streamvet:ignore CATEGORY reason
`

// helpAbout prints the help about a command or a category of findings.
func helpAbout(ctx context.Context, subject string, a *analysis.Analyzer) int {
	known := []string{a.Name}
	for _, c := range commands() {
		if c.name == subject {
			return c.run(ctx, []string{"-h"})
		}
		known = append(known, c.name)
	}
	categories := checks.Categories()
	if slices.Contains(categories, subject) {
		return explain(os.Stdout, subject)
	}
	known = append(known, categories...)
	return usageError(fmt.Errorf("there is no help about %q, but about %s", subject, strings.Join(known, ", ")))
}

// printHelp prints what -h shows.
func printHelp(w io.Writer, a *analysis.Analyzer) int {
	var b strings.Builder
	b.WriteString(helpIntro)

	tw := tabwriter.NewWriter(&b, 0, 0, 3, ' ', 0)
	row := func(name, about string) { fmt.Fprintf(tw, "    %s\t%s\n", name, about) }
	row("-C DIR", "run in directory DIR")
	row("-c=N", "show each finding with N lines of code around it")
	row("-report=long", "show findings with code and story, as on a terminal; short: in lines")
	row("-color=WHEN", "always, never, or auto: on a terminal, unless NO_COLOR is set")
	row("-json", "print findings as JSON to standard output")
	row("-modules=all", "also analyze nested modules that are not in the workspace")
	for _, s := range sinks() {
		row("-"+s.flag+" "+s.value, s.about)
	}
	row("-config FILE", "read FILE in place of the project's "+config.Name+"; off reads none")
	a.Flags.VisitAll(func(f *flag.Flag) {
		if f.Name == config.Flag || f.Name == "why" { // of the command why
			return
		}
		name, usage := flag.UnquoteUsage(f)
		if name != "" {
			name = "=" + name
		}
		if f.DefValue != "" && f.DefValue != "false" {
			usage += " (default " + f.DefValue + ")"
		}
		row("-"+a.Name+"."+f.Name+name, usage)
	})
	row("-explain CATEGORY", "explain a category of findings, such as sendsend")
	row("-version", "print the version")
	row("-h", "print this help")
	if list := commands(); len(list) > 0 {
		fmt.Fprintf(tw, "\nCommands:\n")
		for _, c := range list {
			row("streamvet "+strings.TrimSpace(c.name+" "+c.args), c.about)
		}
	}
	tw.Flush() // to a strings.Builder: can't fail

	b.WriteString(helpOutro)
	if _, err := io.WriteString(w, b.String()); err != nil {
		complain(err)
		return exitFindings
	}
	return exitOK
}
