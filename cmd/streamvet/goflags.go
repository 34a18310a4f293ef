package main

import (
	"flag"
	"strings"

	"github.com/streamvet/streamvet/internal/config"
	"golang.org/x/tools/go/analysis"
)

// What go vet takes as flags: those of "go help build" that it knows, and
// those of the analyzer. "go help build" may grow with a release of Go; a test
// tells.
const (
	boolGoFlags  = " a asan linkshared modcacherw msan n race trimpath v work x buildvcs "
	valueGoFlags = " asmflags buildmode compiler gccgoflags gcflags installsuffix ldflags mod modfile overlay p pgo pkgdir tags toolexec" +
		" debug-actiongraph debug-runtime-trace debug-trace "

	// Of them, those that decide which packages there are.
	listGoFlags = " asan msan race tags mod modfile modcacherw overlay compiler "
)

// goFlag reports whether a flag is one of go vet's, with an analyzer, and
// whether its value may be the next word.
func goFlag(name string, a *analysis.Analyzer) (takesValue, ok bool) {
	word := " " + name + " "
	switch {
	case name == "":
		return false, false
	case strings.Contains(boolGoFlags, word), name == a.Name:
		return false, true
	case strings.Contains(valueGoFlags, word):
		return true, true
	}
	own, isOwn := strings.CutPrefix(name, a.Name+".")
	f := a.Flags.Lookup(own)
	if !isOwn || f == nil || own == config.Flag { // the command reads the file itself
		return false, false
	}
	return !isBool(f), true
}

func isBool(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// listFlags returns those of go vet's flags that decide which packages there
// are.
func listFlags(flags []string) []string {
	var list []string
	for _, f := range flags {
		if name, _, _ := cutFlag(f); strings.Contains(listGoFlags, " "+name+" ") {
			list = append(list, f)
		}
	}
	return list
}
