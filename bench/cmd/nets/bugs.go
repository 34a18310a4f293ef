package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
)

// A bug of a public project, rebuilt small: the folder racy has it, the folder fixed
// hasn't.
type bug struct {
	name  string
	kinds []string // the categories to be reported in racy
	may   []string // the categories that fixed truly has
	shape string
}

// scoreBugs runs the tool on the rebuilt bugs.
func scoreBugs(ctx context.Context, o options) ([]item, error) {
	rows, err := readTable(filepath.Join(o.exam, "bugs", "list.tsv"), 4)
	if err != nil {
		return nil, err
	}
	list, err := o.tool.run(ctx, o.exam, "-buildvcs=false", "./bugs/...")
	if err != nil && len(list) == 0 {
		return nil, err // it didn't run: nothing is missed by that
	}
	var items []item
	for _, r := range rows {
		b := bug{name: r[0], kinds: strings.Split(r[1], ","), may: strings.Split(r[2], ","), shape: r[3]}
		items = append(items, scoreBug(b, list)...)
	}
	return items, err
}

// scoreBug returns an item for each twin. The racy one is found if one of its
// categories is reported.
func scoreBug(b bug, list []diagnostic) []item {
	racy := item{Net: "bugs", Name: b.name + "/racy", Twins: b.name, About: b.shape}
	fixed := item{Net: "bugs", Name: b.name + "/fixed", Twins: b.name, About: b.shape}
	hit := false
	for _, d := range list {
		folders := below(d.pkg, "bugs")
		switch {
		case len(folders) < 2 || folders[0] != b.name:
		case slices.Contains(folders, "fixed"):
			if !slices.Contains(b.may, d.category) {
				fixed.Said = append(fixed.Said, d.String())
			}
		case slices.Contains(b.kinds, d.category):
			hit = true
		default:
			racy.Extra = append(racy.Extra, d.String())
		}
	}
	racy.Verdict = judge(hit, false)
	fixed.Verdict = acquit(fixed.Said)
	return []item{racy, fixed}
}
