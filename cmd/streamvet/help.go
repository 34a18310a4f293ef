package main

import (
	"flag"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"golang.org/x/tools/go/analysis"
)

const helpIntro = `streamvet reports calls that may use one gRPC stream at the same time:
two senders, two receivers, or CloseSend beside a sender.

Usage:
    streamvet [flags] [packages]
    go vet -vettool=$(which streamvet) [flags] [packages]

Packages are named as for the go command; none means the one in the current
directory, and ./... all below it. The first form runs the second.

Flags:
`

const helpOutro = `
The words help, version and explain may also stand without a dash, and
"streamvet help streamvet" shows the manual of the analyzer.

Flags of the go command, such as -tags and -mod, are passed on to it.

Exit code: 0 if nothing was found, 1 if something was found or a package can't
be analyzed, 2 if the command line can't be carried out. With -json, findings
don't change it.

A finding is accepted by a comment on its line or on the line above:
    //streamvet:ignore CATEGORY reason
`

// printHelp prints what -h shows.
func printHelp(w io.Writer, a *analysis.Analyzer) int {
	var b strings.Builder
	b.WriteString(helpIntro)

	tw := tabwriter.NewWriter(&b, 0, 0, 3, ' ', 0)
	row := func(name, about string) { fmt.Fprintf(tw, "    %s\t%s\n", name, about) }
	row("-C DIR", "run in directory DIR")
	row("-c=N", "show each finding with N lines of code around it")
	row("-json", "print findings as JSON, on standard output")
	for _, s := range sinks() {
		row("-"+s.flag+" FILE", s.about)
	}
	row("-fix, -fix -diff", "apply suggested fixes, or print them as a diff")
	a.Flags.VisitAll(func(f *flag.Flag) {
		name, usage := flag.UnquoteUsage(f)
		if name != "" {
			name = "=" + name
		}
		row("-"+a.Name+"."+f.Name+name, usage)
	})
	row("-explain CATEGORY", "explain findings, and how to mend them: "+categoryList())
	row("-version", "print the version")
	row("-h", "print this")
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
