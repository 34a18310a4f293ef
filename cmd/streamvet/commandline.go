package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/streamvet/streamvet/internal/config"
	"github.com/streamvet/streamvet/internal/severity"
	"golang.org/x/tools/go/analysis"
)

// A commandLine is what a person asked for.
type commandLine struct {
	help    bool
	version bool
	explain string
	dir     string // of -C
	json    bool
	context int    // of -c; -1 if there is none
	config  string // of -config
	modules string // of -modules
	color   string // of -color
	report  string // of -report
	dryRun  bool   // of -n, also in flags
	sinks   []sinkUse

	severity severity.Scale // of the project's file

	flags    []string // of go vet, as -name or -name=value
	packages []string // at least one
}

// Values of -modules.
const (
	modulesOfWork = "work" // those of the workspace
	allModules    = "all"  // nested ones, too
)

// Values of -color and -report.
const (
	auto   = "auto" // as it fits where the output goes
	always = "always"
	never  = "never"
	long   = "long"
	short  = "short"
)

// A sinkUse is a sink with the value that was given for it.
type sinkUse struct {
	sink
	file string // or another value
}

// parseCommandLine parses the arguments of a run on packages. It can't use
// package flag, since flags may stand behind packages, and most are go vet's.
// A value of one of streamvet's own flags that looks like a flag is written
// -flag=value.
func parseCommandLine(args []string, a *analysis.Analyzer) (*commandLine, error) {
	p := &lineParser{args: args, analyzer: a, line: commandLine{
		context: -1, modules: modulesOfWork, color: auto, report: auto,
	}}
	for len(p.args) > 0 {
		if err := p.next(); err != nil {
			return nil, err
		}
	}
	line := &p.line
	if len(line.packages) == 0 {
		line.packages = []string{"."}
	}
	line.sortSinks()
	return line, line.check()
}

// needs says what kind of value a sink needs.
func (s sink) needs() string {
	if s.value == "REV" {
		return "git revision"
	}
	return "file"
}

// sortSinks puts the sinks into the order of their list, whatever that of the
// command line is.
func (l *commandLine) sortSinks() {
	known := sinks()
	rank := func(u sinkUse) int {
		return slices.IndexFunc(known, func(s sink) bool { return s.flag == u.flag })
	}
	slices.SortStableFunc(l.sinks, func(a, b sinkUse) int { return rank(a) - rank(b) })
}

// A lineParser parses a command line from its begin to its end.
type lineParser struct {
	args     []string // what is left
	analyzer *analysis.Analyzer
	line     commandLine

	// The flag at hand.
	name, given string
	hasGiven    bool // given stood behind "="
}

// next parses a flag or a package.
func (p *lineParser) next() error {
	arg := p.args[0]
	p.args = p.args[1:]
	if arg == "--" { // only packages follow
		p.line.packages = append(p.line.packages, p.args...)
		p.args = nil
		return nil
	}
	p.name, p.given, p.hasGiven = cutFlag(arg)
	if p.name == "" {
		p.line.packages = append(p.line.packages, arg)
		return nil
	}
	known := sinks()
	if i := slices.IndexFunc(known, func(s sink) bool { return s.flag == p.name }); i >= 0 {
		file, err := p.value()
		if err == nil && strings.HasSuffix(file, "...") {
			err = fmt.Errorf("flag -%s needs a %s: %q names packages", p.name, known[i].needs(), file)
		}
		p.line.sinks = append(p.line.sinks, sinkUse{known[i], file})
		return err
	}
	return p.flag()
}

// flag parses a flag other than a sink.
func (p *lineParser) flag() (err error) {
	line := &p.line
	switch p.name {
	case "h", "help":
		line.help = true
	case "version":
		line.version = true
	case "json":
		line.json = !p.hasGiven || p.given != "false"
	case "explain":
		if line.explain, err = p.value(); err != nil {
			return fmt.Errorf("%w: one of the categories %s", err, categoryList())
		}
	case "C":
		if line.dir != "" {
			return errors.New("flag -C given twice")
		}
		line.dir, err = p.value()
	case "c":
		var value string
		if value, err = p.value(); err != nil {
			return err
		}
		if line.context, err = strconv.Atoi(value); err != nil {
			return fmt.Errorf("flag -c: %q is not a number of lines", value)
		}
	case "config":
		line.config, err = p.value()
	case "modules":
		line.modules, err = p.oneOf(modulesOfWork, allModules)
	case "color":
		line.color, err = p.oneOf(auto, always, never)
	case "report":
		line.report, err = p.oneOf(auto, long, short)
	default:
		return p.goFlag()
	}
	return err
}

// goFlag parses a flag of go vet.
func (p *lineParser) goFlag() error {
	switch p.name {
	case "vettool", "fixtool":
		// An empty one would silently run go's own checks instead.
		return fmt.Errorf("flag -%s: streamvet is the tool itself; to choose one, run go vet -vettool=TOOL", p.name)
	case "fix", "diff":
		// Go vet would change nothing, report nothing, and succeed.
		return fmt.Errorf("flag -%s: streamvet has no fixes to apply; -explain tells what to do about a finding", p.name)
	case p.analyzer.Name:
		if p.hasGiven && p.given != "true" {
			return fmt.Errorf("flag -%s=%s leaves nothing to do", p.name, p.given)
		}
	}
	takesValue, ok := goFlag(p.name, p.analyzer)
	switch {
	case !ok:
		return fmt.Errorf("unknown flag -%s", p.name)
	case p.hasGiven:
		p.line.flags = append(p.line.flags, "-"+p.name+"="+p.given)
	case !takesValue:
		p.line.flags = append(p.line.flags, "-"+p.name)
	case len(p.args) == 0:
		return fmt.Errorf("flag -%s needs a value", p.name)
	default:
		p.given, p.hasGiven, p.args = p.args[0], true, p.args[1:]
		p.line.flags = append(p.line.flags, "-"+p.name+"="+p.given)
	}
	if own, ok := strings.CutPrefix(p.name, p.analyzer.Name+"."); ok && p.hasGiven {
		if err := config.Check(p.analyzer.Flags.Lookup(own), p.given); err != nil {
			return fmt.Errorf("flag -%s: %q: %w", p.name, p.given, err)
		}
	}
	if p.name == "n" {
		p.line.dryRun = p.given != "false"
	}
	return nil
}

// oneOf returns the value of the flag at hand, which is one of a few words.
func (p *lineParser) oneOf(words ...string) (string, error) {
	value, err := p.value()
	if err == nil && !slices.Contains(words, value) {
		return "", fmt.Errorf("flag -%s: %q is none of %s", p.name, value, strings.Join(words, ", "))
	}
	return value, err
}

// value returns the value of the flag at hand: after "=", or the next word.
func (p *lineParser) value() (string, error) {
	value := p.given
	if !p.hasGiven {
		if len(p.args) == 0 {
			return "", fmt.Errorf("flag -%s needs a value", p.name)
		}
		value, p.args = p.args[0], p.args[1:]
	}
	if value == "" {
		return "", fmt.Errorf("flag -%s has an empty value", p.name)
	}
	return value, nil
}

// check returns an error if flags would get in each other's way. Of sinks, one
// sees what those before it have left.
func (l *commandLine) check() error {
	file := make(map[string]string)
	for _, s := range l.sinks {
		if file[s.flag] != "" {
			return fmt.Errorf("flag -%s given twice", s.flag)
		}
		file[s.flag] = s.file
	}
	user := make(map[string]string) // the flags that name a file
	for _, s := range l.sinks {
		if s.value != "FILE" || s.file == "-" {
			continue
		}
		path := realPath(l.inDir(s.file))
		if user[path] != "" {
			return fmt.Errorf("flags -%s and -%s name the same file: %s", user[path], s.flag, s.file)
		}
		user[path] = s.flag
	}
	switch {
	case file["write-baseline"] != "" && file["baseline"] != "":
		return errors.New("flags -write-baseline and -baseline exclude each other: the first one makes all findings known")
	case file["write-baseline"] != "" && file["new-from-rev"] != "":
		return errors.New("flags -write-baseline and -new-from-rev exclude each other: a baseline has all findings")
	case l.report == long && l.context >= 0:
		return errors.New("flags -report=long and -c exclude each other: -c is about the short form")
	case l.json && file["sarif"] == "-":
		return errors.New("flags -json and -sarif=- both write to standard output: let -sarif name a file")
	case file["html"] == "-" && (l.json || file["sarif"] == "-"):
		return errors.New("flags -html=- and -json or -sarif=- both write to standard output: let -html name a file")
	case l.modules == allModules && slices.ContainsFunc(l.flags, func(f string) bool { return strings.HasPrefix(f, "-modfile=") }):
		return errors.New("flags -modules=all and -modfile exclude each other: the file is that of one module")
	}
	return nil
}

// cutFlag splits -name=value. The name of what is no flag is empty.
func cutFlag(arg string) (name, value string, hasValue bool) {
	if len(arg) < 2 || arg[0] != '-' {
		return "", "", false
	}
	name, value, hasValue = strings.Cut(strings.TrimPrefix(arg[1:], "-"), "=")
	return name, value, hasValue
}
