package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// A verdict is what became of an item.
type verdict string

const (
	found   verdict = "found"   // reported, at all places where it is to be
	loosely verdict = "loosely" // reported elsewhere, or at some of the places only
	missed  verdict = "missed"
	silent  verdict = "silent" // there is nothing to report
	flagged verdict = "flagged"
	other   verdict = "other" // reported, and nobody has judged it
)

// An item is one thing to be right about: something to report, a program in which
// there is nothing to report, or a finding that nobody has judged.
type item struct {
	Net     string   `json:"net"`
	Groups  []string `json:"-"`    // each is a row of the table
	Name    string   `json:"name"` // unique in its net
	Twins   string   `json:"-"`    // items with the same name here are right together
	Verdict verdict  `json:"verdict"`
	Extra   []string `json:"extra,omitempty"` // what is reported beside what is to be found
	Said    []string `json:"said,omitempty"`  // what is reported in a program with nothing to report
	About   string   `json:"-"`
}

// grade orders what can become of an item. A higher grade is better.
func (i item) grade() int {
	switch i.Verdict {
	case loosely:
		return 1
	case found, silent:
		if len(i.Extra) > 0 {
			return 2
		}
		return right
	}
	return 0
}

// right is the grade of an item about which nothing is wrong.
const right = 3

// judge is the verdict about something to report, from whether it is reported as it
// has to be, and whether it is reported at all.
func judge(exact, roughly bool) verdict {
	switch {
	case exact:
		return found
	case roughly:
		return loosely
	}
	return missed
}

// acquit is the verdict about a program in which there is nothing to report.
func acquit(said []string) verdict {
	if len(said) > 0 {
		return flagged
	}
	return silent
}

// A row counts items of one group.
type row struct {
	found, loosely, racy int
	flagged, safe        int
	extra, other         int
	twins                map[string]bool // whether all of a pair are right
}

func (r *row) add(i item) {
	switch i.Verdict {
	case found, loosely, missed:
		r.racy++
		if i.Verdict == found {
			r.found++
		}
		if i.Verdict != missed {
			r.loosely++
		}
	case silent, flagged:
		r.safe++
		if i.Verdict == flagged {
			r.flagged++
		}
	case other:
		r.other++
	}
	r.extra += len(i.Extra)
	if i.Twins != "" {
		if r.twins == nil {
			r.twins = make(map[string]bool)
		}
		before, seen := r.twins[i.Twins]
		r.twins[i.Twins] = (before || !seen) && i.grade() == right
	}
}

func (r *row) String() string {
	both := 0
	for _, ok := range r.twins {
		if ok {
			both++
		}
	}
	return fmt.Sprintf("%d\t%d\tof %d\t%d\tof %d\t%d\tof %d\t%d\t%d",
		r.found, r.loosely, r.racy, r.flagged, r.safe, both, len(r.twins), r.extra, r.other)
}

// writeTable writes the counts of each group, and of each net.
func writeTable(w io.Writer, items []item) error {
	rows := make(map[string]*row)
	count := func(name string, i item) {
		if rows[name] == nil {
			rows[name] = new(row)
		}
		rows[name].add(i)
	}
	var groups, all []string
	for _, i := range items {
		for _, g := range i.Groups {
			count(g, i)
			groups = append(groups, g)
		}
		total := "ALL " + i.Net
		count(total, i)
		all = append(all, total)
	}
	slices.Sort(groups)
	slices.Sort(all)
	tw := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintln(tw, "\tfound\tor loosely\t\tflagged\t\tpairs right\t\textra\tother")
	for _, name := range append(slices.Compact(groups), slices.Compact(all)...) {
		fmt.Fprintf(tw, "%s\t%v\n", name, rows[name])
	}
	return tw.Flush()
}

// writeLines writes a line for all that is wrong with items, and for what is other.
func writeLines(w io.Writer, items []item) {
	line := func(what string, i item, text string) {
		fmt.Fprintln(w, strings.TrimRight(fmt.Sprintf("%-6s%s: %s", what, i.Name, text), ": "))
	}
	for _, i := range items {
		switch i.Verdict {
		case missed:
			line("MISS", i, i.About)
		case loosely:
			line("LOOSE", i, i.About)
		case flagged:
			line("FALSE", i, cmp.Or(i.About, strings.Join(i.Said, "; ")))
			for _, text := range i.Said {
				fmt.Fprintln(w, "       ", text)
			}
		case other:
			line("OTHER", i, i.About)
		}
		for _, text := range i.Extra {
			line("EXTRA", i, text)
		}
	}
}
