package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// store writes items to a file.
func store(name string, items []item) error {
	data, err := json.MarshalIndent(items, "", "\t")
	if err != nil {
		return err
	}
	return os.WriteFile(name, append(data, '\n'), 0o666)
}

// load reads what store has written.
func load(name string) ([]item, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var items []item
	if err := json.Unmarshal(data, &items); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return items, nil
}

// A change is an item whose grade is another one in a later run. One of the two has
// no verdict if the item is in one of the runs only.
type change struct{ old, new item }

// changes returns what differs in the nets that are in both runs, in the order of
// the new run; what is only in the old run comes last.
func changes(old, new []item) []change {
	type key struct{ net, name string }
	before := make(map[key]item)
	netsBefore, netsNow := make(map[string]bool), make(map[string]bool)
	for _, i := range old {
		before[key{i.Net, i.Name}] = i
		netsBefore[i.Net] = true
	}
	var out []change
	now := make(map[key]bool)
	for _, i := range new {
		k := key{i.Net, i.Name}
		now[k], netsNow[i.Net] = true, true
		was, ok := before[k]
		if ok && (was.grade() != i.grade() || len(was.Extra) != len(i.Extra)) || !ok && netsBefore[i.Net] {
			out = append(out, change{was, i})
		}
	}
	for _, i := range old {
		if !now[key{i.Net, i.Name}] && netsNow[i.Net] {
			out = append(out, change{i, item{Net: i.Net, Name: i.Name}})
		}
	}
	return out
}

// kind names what a change is to a reader: for the better, for the worse, or
// neither, since there is nothing to compare with.
func (c change) kind() string {
	was, is := c.old.grade(), c.new.grade()
	switch {
	case c.old.Verdict == "":
		return "new"
	case c.new.Verdict == "":
		return "gone"
	case was < right && is == right:
		return "RIGHT"
	case was == right && is < right:
		return "WRONG"
	case was < is || was == is && len(c.new.Extra) < len(c.old.Extra):
		return "better"
	}
	return "worse"
}

// writeChanges writes a line for each change, and the number of each kind. It
// reports whether something has become worse.
func writeChanges(w io.Writer, list []change) (worse bool) {
	count := make(map[string]int)
	fmt.Fprintln(w, "== changes")
	for _, c := range list {
		kind := c.kind()
		count[kind]++
		i, verdicts := c.new, c.old.verdict()+" -> "+c.new.verdict()
		switch kind {
		case "new":
			verdicts = c.new.verdict()
		case "gone":
			i, verdicts = c.old, c.old.verdict()
		}
		if i.grade() == right && (kind == "new" || kind == "gone") {
			continue // a program more or less, and nothing is wrong with it
		}
		fmt.Fprintln(w, strings.TrimSpace(fmt.Sprintf("%-7s%s %s: %s  %s", kind, i.Net, i.Name, verdicts, i.About)))
		for _, text := range append(i.Said, i.Extra...) {
			fmt.Fprintln(w, "       ", text)
		}
	}
	fmt.Fprintf(w, "%d newly right, %d newly wrong; %d better, %d worse; %d new, %d gone\n",
		count["RIGHT"], count["WRONG"], count["better"], count["worse"], count["new"], count["gone"])
	return count["WRONG"]+count["worse"] > 0
}

// verdict is the verdict as it is printed.
func (i item) verdict() string {
	if len(i.Extra) > 0 {
		return fmt.Sprintf("%s, and %d more", i.Verdict, len(i.Extra))
	}
	return string(i.Verdict)
}
