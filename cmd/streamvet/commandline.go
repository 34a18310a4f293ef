package main

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// A commandLine is what a person asked for. What streamvet has no use for
// itself is left to go vet, in the order in which it stood.
type commandLine struct {
	help    bool
	version bool
	explain string
	dir     string // of -C
	json    bool   // also in rest
	context int    // of -c, also in rest; -1 if there is none
	sinks   []sinkUse
	rest    []string // for go vet: flags, then packages
}

// A sinkUse is a sink with the file that was named for it.
type sinkUse struct {
	sink
	file string
}

// parseCommandLine picks out streamvet's own flags, wherever they stand.
// It can't use package flag, since it doesn't know go vet's flags. A value
// of one of those that looks like a flag is written -flag=value.
func parseCommandLine(args []string) (*commandLine, error) {
	line := &commandLine{context: -1}
	known := sinks()
	for len(args) > 0 {
		arg := args[0]
		if arg == "--" { // only packages follow
			line.rest = append(line.rest, args...)
			break
		}
		args = args[1:]
		name, value, hasValue := cutFlag(arg)

		// next sets value to the flag's value: after "=", or the next word.
		next := func() error {
			if !hasValue {
				if len(args) == 0 {
					return fmt.Errorf("flag -%s needs a value", name)
				}
				value, args = args[0], args[1:]
			}
			if value == "" {
				return fmt.Errorf("flag -%s has an empty value", name)
			}
			return nil
		}

		switch name {
		case "h", "help":
			line.help = true
		case "version":
			line.version = true
		case "explain":
			if err := next(); err != nil {
				return nil, fmt.Errorf("%w: one of the categories %s", err, categoryList())
			}
			line.explain = value
		case "C":
			if err := next(); err != nil {
				return nil, err
			}
			if line.dir != "" {
				return nil, errors.New("flag -C given twice")
			}
			line.dir = value
		case "vettool", "fixtool":
			// An empty one would silently run go's own checks instead.
			return nil, fmt.Errorf("flag -%s: streamvet is the tool itself; to choose one, run go vet -vettool=TOOL", name)
		case "fix":
			// Go vet would change nothing, report nothing, and succeed.
			return nil, errors.New("flag -fix: streamvet has no fixes to apply; -explain tells what to do about a finding")
		case "json":
			line.json = !hasValue || value != "false"
			line.rest = append(line.rest, arg)
		case "c":
			if err := next(); err != nil {
				return nil, err
			}
			n, err := strconv.Atoi(value)
			if err != nil {
				return nil, fmt.Errorf("flag -c: %q is not a number of lines", value)
			}
			line.context = n
			line.rest = append(line.rest, "-c="+value)
		default:
			i := slices.IndexFunc(known, func(s sink) bool { return s.flag == name && name != "" })
			if i < 0 {
				line.rest = append(line.rest, arg)
				continue
			}
			if err := next(); err != nil {
				return nil, err
			}
			if strings.HasSuffix(value, "...") {
				return nil, fmt.Errorf("flag -%s needs a file: %q names packages", name, value)
			}
			line.sinks = append(line.sinks, sinkUse{known[i], value})
		}
	}
	// The order is that of the list, not of the command line.
	rank := func(u sinkUse) int {
		return slices.IndexFunc(known, func(s sink) bool { return s.flag == u.flag })
	}
	slices.SortStableFunc(line.sinks, func(a, b sinkUse) int { return rank(a) - rank(b) })
	return line, line.checkSinks()
}

// checkSinks returns an error if the sinks would get in each other's way:
// one sees what those before it have left.
func (l *commandLine) checkSinks() error {
	file := make(map[string]string)
	for _, s := range l.sinks {
		if file[s.flag] != "" {
			return fmt.Errorf("flag -%s given twice", s.flag)
		}
		file[s.flag] = s.file
	}
	switch {
	case file["write-baseline"] != "" && file["baseline"] != "":
		return errors.New("flags -write-baseline and -baseline exclude each other: the first one accepts all that is found")
	case l.json && file["sarif"] == "-":
		return errors.New("flags -json and -sarif=- both write to standard output: let -sarif name a file")
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

// namesLocalPackages reports whether the packages asked for are under the
// current directory: none, or a pattern that starts with a dot.
func (l *commandLine) namesLocalPackages() bool {
	packages := 0
	for _, arg := range l.rest {
		switch {
		case strings.HasPrefix(arg, "."):
			return true
		case !strings.HasPrefix(arg, "-"):
			packages++
		}
	}
	return packages == 0
}
