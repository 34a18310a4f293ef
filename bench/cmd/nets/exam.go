package main

import (
	"bufio"
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A labelled is a program of the exam. Its lines of a race are marked
//
//	// RACE kind group [kind group]...
//
// and the lines of one group and kind belong to one race.
type labelled struct {
	name   string
	labels map[string]string // Case, Family, Tier, Verdict
	marks  map[place][]race
	races  []race
}

type race struct{ kind, group string }

// kinds has the kind of race that a category means.
var kinds = map[string]string{"sendsend": "send", "recvrecv": "recv", "closesend": "close"}

// scoreCases runs the tool on the labelled programs.
func scoreCases(ctx context.Context, o options) ([]item, error) {
	cases, err := readCases(o.exam)
	if err != nil {
		return nil, err
	}
	list, err := o.tool.run(ctx, o.exam, "-buildvcs=false", "./cases/...")
	if err != nil && len(list) == 0 {
		return nil, err // it didn't run: nothing is missed by that
	}
	byCase := make(map[string][]diagnostic)
	for _, d := range list {
		if folders := below(d.pkg, "cases"); len(folders) > 0 {
			byCase[folders[0]] = append(byCase[folders[0]], d)
		}
	}
	var items []item
	for _, c := range cases {
		items = append(items, scoreCase(c, byCase[c.name])...)
	}
	return items, err
}

// scoreCase returns an item for each race of a program, or one for a safe program.
func scoreCase(c labelled, list []diagnostic) []item {
	about := fmt.Sprintf("[%s, tier %s] %s", c.labels["Family"], c.labels["Tier"], c.labels["Case"])
	base := item{Net: "exam", Groups: []string{c.labels["Family"], "tier " + c.labels["Tier"]}, Name: c.name, Twins: twins(c.name), About: about}
	hit := make(map[race]bool)
	reported := make(map[string]bool)
	var extra []string
	for _, d := range list {
		kind := cmp.Or(kinds[d.category], d.category)
		reported[kind] = true
		marked := false
		for _, p := range d.places {
			for _, r := range c.marks[p] {
				if r.kind == kind {
					hit[r], marked = true, true
				}
			}
		}
		if !marked {
			extra = append(extra, d.String())
		}
	}
	if c.labels["Verdict"] == "safe" {
		base.Said = texts(list)
		base.Verdict = acquit(base.Said)
		return []item{base}
	}
	var items []item
	for n, r := range c.races {
		i := base
		i.Name = strings.Join([]string{c.name, r.kind, r.group}, " ")
		i.Verdict = judge(hit[r], reported[r.kind])
		if n == 0 {
			i.Extra = extra
		}
		items = append(items, i)
	}
	return items
}

// twins names the racy program, which has an odd number, and the safe one after it.
func twins(name string) string {
	n, err := strconv.Atoi(name[1:])
	if err != nil {
		return name
	}
	return fmt.Sprintf("%s%03d", name[:1], n-(n+1)%2)
}

// readCases reads all labelled programs, in the order of their names.
func readCases(root string) ([]labelled, error) {
	entries, err := os.ReadDir(filepath.Join(root, "cases"))
	if err != nil {
		return nil, err
	}
	var cases []labelled
	for _, entry := range entries {
		c := labelled{name: entry.Name(), labels: make(map[string]string), marks: make(map[place][]race)}
		err := filepath.WalkDir(filepath.Join(root, "cases", c.name), func(name string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || filepath.Ext(name) != ".go" {
				return err
			}
			return c.read(root, name)
		})
		if err != nil {
			return nil, err
		}
		cases = append(cases, c)
	}
	return cases, nil
}

var (
	labelComment = regexp.MustCompile(`^// (Case|Family|Tier|Verdict): (.+)`)
	raceComment  = regexp.MustCompile(`// RACE\s+(.+)$`)
)

// read reads the labels and marks of a file.
func (c *labelled) read(root, name string) error {
	file, err := os.Open(name)
	if err != nil {
		return err
	}
	defer file.Close()
	rel, err := filepath.Rel(root, name)
	if err != nil {
		return err
	}
	scanner := bufio.NewScanner(file)
	for line := 1; scanner.Scan(); line++ {
		text := strings.TrimSpace(scanner.Text())
		if m := labelComment.FindStringSubmatch(text); m != nil {
			c.labels[m[1]] = strings.TrimSpace(m[2])
		}
		m := raceComment.FindStringSubmatch(text)
		if m == nil {
			continue
		}
		at := place{filepath.ToSlash(rel), line}
		for pair := range slices.Chunk(strings.Fields(m[1]), 2) {
			if len(pair) < 2 {
				return fmt.Errorf("%v: a kind without a group", at)
			}
			r := race{pair[0], pair[1]}
			c.marks[at] = append(c.marks[at], r)
			if !slices.Contains(c.races, r) {
				c.races = append(c.races, r)
			}
		}
	}
	return scanner.Err()
}
