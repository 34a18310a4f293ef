package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
)

// A finding is one line of a list: the target, and what streamvet says, with the
// place relative to the target's root.
type finding string

// header begins a list, by which it can be told from a binary.
const header = "# Findings of streamvet, written by bench/cmd/golden.\n"

// readList returns the findings of a list, or false if the file isn't one.
func readList(name string) ([]finding, bool, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, false, err
	}
	text, ok := bytes.CutPrefix(data, []byte(header))
	if !ok {
		return nil, false, nil
	}
	var out []finding
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, finding(line))
		}
	}
	return out, true, nil
}

func writeList(name string, list []finding) error {
	var b strings.Builder
	b.WriteString(header)
	for _, f := range sorted(list) {
		b.WriteString(string(f) + "\n")
	}
	return os.WriteFile(name, []byte(b.String()), 0o666)
}

func sorted(list []finding) []finding {
	return slices.Compact(slices.Sorted(slices.Values(list)))
}

// A diff is what differs between two lists of findings.
type diff struct {
	appeared, vanished []finding
	same               int
}

func compare(old, found []finding) diff {
	old, found = sorted(old), sorted(found)
	var d diff
	for _, f := range found {
		if _, ok := slices.BinarySearch(old, f); ok {
			d.same++
		} else {
			d.appeared = append(d.appeared, f)
		}
	}
	for _, f := range old {
		if _, ok := slices.BinarySearch(found, f); !ok {
			d.vanished = append(d.vanished, f)
		}
	}
	return d
}

func (d diff) String() string {
	var b strings.Builder
	for _, f := range d.appeared {
		fmt.Fprintf(&b, "+ %s\n", f)
	}
	for _, f := range d.vanished {
		fmt.Fprintf(&b, "- %s\n", f)
	}
	fmt.Fprintf(&b, "%d appeared, %d vanished, %d are the same\n", len(d.appeared), len(d.vanished), d.same)
	return b.String()
}
