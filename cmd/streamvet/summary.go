package main

import (
	"fmt"
	"strings"

	"github.com/streamvet/streamvet/internal/govet"
)

// summary tells in one line what a run has come to.
func summary(res *govet.Result, named map[string]bool, leftOut []string) string {
	packages, streams := make(map[string]bool), make(map[string]bool)
	suppressed := 0
	var unexplored []govet.Package
	for _, pkg := range res.Packages {
		name := testedPackage(pkg.ID, named)
		if name == "" {
			continue // only imported
		}
		packages[name] = true
		if pkg.Streams {
			streams[name] = true
		}
		suppressed += pkg.Suppressed
		if pkg.Unexplored != "" {
			unexplored = append(unexplored, pkg)
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s analyzed", count(len(packages), "package"))
	if len(packages) > 0 {
		fmt.Fprintf(&b, ", %d with streams", len(streams))
	}
	fmt.Fprintf(&b, ": %s", count(len(res.Findings), "finding"))
	if suppressed > 0 {
		fmt.Fprintf(&b, ", %d suppressed", suppressed)
	}
	if res.Known > 0 {
		fmt.Fprintf(&b, ", %d known by the baseline", res.Known)
	}
	if res.Unchanged > 0 {
		fmt.Fprintf(&b, ", %d in what has not changed", res.Unchanged)
	}
	if len(res.Unanalyzed) > 0 {
		var names []string
		for _, u := range res.Unanalyzed {
			names = append(names, fmt.Sprintf("%s (%s)", u.Name(), u.Reason))
		}
		fmt.Fprintf(&b, "; not analyzed: %s", some(names))
	}
	if len(unexplored) > 0 {
		fmt.Fprintf(&b, "; not explored to the end: %s", strings.Join(byReason(unexplored), "; "))
	}
	if len(leftOut) > 0 {
		fmt.Fprintf(&b, "; left out: %s", strings.Join(leftOut, ", "))
	}
	return b.String()
}

// byReason names packages that were not explored to the end, with the reason once for all that share
// it: they differ in how many executions there were.
func byReason(packages []govet.Package) []string {
	names, first := make(map[string][]string), make(map[string]string)
	var reasons []string
	for _, pkg := range packages {
		reason := strings.TrimLeft(pkg.Unexplored, "0123456789")
		if names[reason] == nil {
			reasons = append(reasons, reason)
			first[reason] = pkg.Unexplored
		}
		names[reason] = append(names[reason], pkg.ID)
	}
	var out []string
	for _, reason := range reasons {
		list := names[reason]
		if len(list) == 1 {
			out = append(out, fmt.Sprintf("%s (%s)", list[0], first[reason]))
			continue
		}
		out = append(out, fmt.Sprintf("%s: %s (%s)", count(len(list), "package"), some(list), strings.TrimSpace(reason)))
	}
	return out
}

// some writes the first few of a list.
func some(list []string) string {
	const most = 5
	if len(list) <= most+1 {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:most], ", "), len(list)-most)
}
