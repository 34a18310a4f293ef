package main

import (
	"fmt"
	"strings"
)

// A target is packages of one module.
type target struct {
	name     string // a module with its version, std, or the name of a folder
	dir      string // the module's folder, if it is one of the file system
	patterns []string
}

// std is the name of the standard library.
const std = "std"

// parseTargets reads a list of targets, one a line: std, a module with its version,
// or the path of a folder from that of bench; and package patterns, ./... if there
// are none.
func parseTargets(file, text string) ([]target, error) {
	var out []target
	n := 0
	for line := range strings.Lines(text) {
		n++
		line, _, _ = strings.Cut(line, "#")
		words := strings.Fields(line)
		if len(words) == 0 {
			continue
		}
		t := target{name: words[0], patterns: words[1:]}
		if len(t.patterns) == 0 {
			t.patterns = []string{"./..."}
		}
		switch {
		case t.name == std:
			t.patterns = []string{std}
		case strings.HasPrefix(t.name, "."):
			t.dir = t.name
		case !strings.Contains(t.name, "@"):
			return nil, fmt.Errorf("%s:%d: %q has no version", file, n, t.name)
		}
		out = append(out, t)
	}
	return out, nil
}
