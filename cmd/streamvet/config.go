package main

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/config"
)

// noConfig is the value of -config that stands for no file.
const noConfig = "off"

// configure adds to the command line what the project's file says, except where the command line
// says otherwise. The file is the one for the directory in which streamvet runs, whatever packages
// are named.
func (l *commandLine) configure(a *analysis.Analyzer) error {
	file := config.Find(realPath(l.dir))
	if l.config != "" && l.config != noConfig {
		file = l.inDir(l.config)
	}
	if file == "" || l.config == noConfig {
		return nil
	}
	c, err := config.Read(file, &a.Flags)
	if err != nil {
		return fmt.Errorf("reading the project's file: %w", err)
	}
	// In order: they are part of what the go command's cache goes by.
	for _, name := range slices.Sorted(maps.Keys(c.Flags)) {
		flag := "-" + a.Name + "." + name
		given := func(f string) bool { return f == flag || strings.HasPrefix(f, flag+"=") }
		if !slices.ContainsFunc(l.flags, given) {
			l.flags = append(l.flags, flag+"="+c.Flags[name])
		}
	}
	l.severity = c.Severity
	if c.Baseline != "" {
		l.addBaseline(c.Baseline)
	}
	return nil
}

// addBaseline adds a baseline to the sinks, unless there is one, or one is to be
// written.
func (l *commandLine) addBaseline(path string) {
	if rel, err := filepath.Rel(realPath(l.dir), realPath(path)); err == nil {
		path = rel
	}
	for _, s := range l.sinks {
		if s.flag == "baseline" || s.flag == "write-baseline" {
			return
		}
	}
	known := sinks()
	i := slices.IndexFunc(known, func(s sink) bool { return s.flag == "baseline" })
	l.sinks = append(l.sinks, sinkUse{known[i], path})
	l.sortSinks()
}
