package main

import (
	"context"
)

// A command is a word that stands first on the command line in place of
// flags and packages. Each has a file of its own.
// The words help, version and explain are the flags without their dash.
type command struct {
	name  string
	args  string // how its arguments are shown in the help
	about string // what it does, in one line
	run   func(ctx context.Context, args []string) int
}

// asksForHelp reports whether an argument of a command asks for its help.
func asksForHelp(arg string) bool {
	name, _, _ := cutFlag(arg)
	return name == "h" || name == "help"
}

// commands lists the commands.
func commands() []command {
	return []command{
		{"gopls", "install", "build a gopls that has streamvet in it, for editors", runGopls},
		{"lsp", "", "language server that shows findings, beside gopls", runLSP},
		{"why", "FILE:LINE FILE:LINE", "say what orders two calls on streams, or that nothing does", runWhy},
	}
}

// A sink is a flag that takes the name of a file, or another value, and does
// something with the findings as a whole. They go through the sinks in the
// order of the list; those left in the result are printed, and decide the exit
// code.
type sink struct {
	flag  string // without the dash
	value string // how its value is shown in the help
	about string
	// check, if there is one, tells before go vet runs whether the file will do.
	check func(ctx context.Context, line *commandLine, file string) error
	apply func(ctx context.Context, s *survey, file string) error
}

// sinks lists the sinks in the order in which they see the findings. They are
// called also if some packages could not be analyzed: nothing they write may
// make half of the findings pass for all of them.
func sinks() []sink {
	return []sink{
		{"write-baseline", "FILE", "write all findings to FILE, as known ones", nil, writeBaseline},
		{"baseline", "FILE", "leave out the findings in FILE, and name its stale entries", checkBaseline, useBaseline},
		{"new-from-rev", "REV", "report only findings in code that has changed since git revision REV", checkRevision, useRevision},
		{"html", "FILE", "write findings as a page for a browser to FILE; - is standard output", nil, writeHTML},
		{"sarif", "FILE", "write findings as a SARIF log to FILE; - is standard output", nil, writeSARIF},
	}
}
