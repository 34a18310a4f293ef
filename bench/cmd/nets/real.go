package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// A judged is a finding in a public repository that somebody has judged by reading
// the code.
type judged struct {
	repo         string
	kind         string // a category, or "-": nothing is to be reported in these packages
	place, other place
	holds        bool // false if there is nothing wrong at these places
	reason       string
}

// scoreReal runs the tool on the prepared repositories, one after the other.
func scoreReal(ctx context.Context, o options) ([]item, error) {
	prepared, err := readTable(filepath.Join(o.real, "list.tsv"), 3) // repository, folder, packages
	if err != nil {
		return nil, err
	}
	rows, err := readAllJudged(filepath.Join(o.exam, "real.tsv"), filepath.Join(o.real, "real.tsv"))
	if err != nil {
		return nil, err
	}
	var items []item
	var failures []error
	for _, r := range prepared {
		repo, dir, patterns := r[0], r[1], strings.Fields(r[2])
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(o.real, dir)
		}
		list, err := o.tool.run(ctx, dir, "-mod=mod", patterns...)
		if err != nil {
			failures = append(failures, fmt.Errorf("%s: %w", repo, err))
		}
		if err != nil && len(list) == 0 {
			continue // it didn't run: nothing is missed by that
		}
		own := slices.DeleteFunc(slices.Clone(rows), func(j judged) bool { return j.repo != repo })
		items = append(items, scoreRepository(repo, own, list)...)
	}
	return items, errors.Join(failures...)
}

// scoreRepository returns an item for each judged finding, and one for each
// diagnostic that is none of them.
func scoreRepository(repo string, rows []judged, list []diagnostic) []item {
	var items []item
	known := make([]bool, len(list))
	for _, j := range rows {
		i := item{Net: "real", Name: fmt.Sprintf("%s %s %v %v", repo, j.kind, j.place, j.other), About: j.reason}
		roughly := false
		for n, d := range list {
			exact := j.kind == "-" || d.category == j.kind && d.names(j.place) && d.names(j.other)
			if exact {
				known[n] = true
				i.Said = append(i.Said, d.String())
			}
			roughly = roughly || d.category == j.kind && (d.names(j.place) || d.names(j.other))
		}
		if j.holds {
			i.Verdict = judge(len(i.Said) > 0, roughly)
			i.Said = nil
		} else {
			i.Verdict = acquit(i.Said)
		}
		items = append(items, i)
	}
	times := make(map[string]int)
	for n, d := range list {
		if known[n] {
			continue
		}
		// The name is made of what stays the same when the words change.
		name := fmt.Sprintf("%s %s %v", repo, d.category, d.places[0])
		times[name]++
		if times[name] > 1 {
			name = fmt.Sprintf("%s (%d)", name, times[name])
		}
		items = append(items, item{Net: "real", Name: name, Verdict: other, About: d.message})
	}
	return items
}

// readAllJudged reads the findings of all files that are there. The repositories may
// come with judged findings of their own, beside those of the exam.
func readAllJudged(names ...string) ([]judged, error) {
	var out []judged
	for _, name := range names {
		rows, err := readJudged(name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	if out == nil {
		return nil, fmt.Errorf("there is none of %s", strings.Join(names, ", "))
	}
	return out, nil
}

func readJudged(name string) ([]judged, error) {
	rows, err := readTable(name, 8)
	if err != nil {
		return nil, err
	}
	var out []judged
	for _, r := range rows {
		j := judged{repo: r[0], kind: r[3], holds: r[6] == "true", reason: r[7]}
		if j.kind != "-" {
			if j.place, err = parsePlace(r[4]); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			if j.other, err = parsePlace(r[5]); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
		out = append(out, j)
	}
	return out, nil
}

func parsePlace(text string) (place, error) {
	file, number, _ := strings.Cut(text, ":")
	line, err := strconv.Atoi(number)
	if err != nil {
		return place{}, fmt.Errorf("%q is no line of a file", text)
	}
	return place{file, line}, nil
}

// readTable reads a file whose first line is a head, and whose others have columns
// separated by tabs.
func readTable(name string, columns int) ([][]string, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	var rows [][]string
	for n, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if n == 0 {
			continue
		}
		cells := strings.Split(line, "\t")
		if len(cells) != columns {
			return nil, fmt.Errorf("%s:%d: %d columns, want %d", name, n+1, len(cells), columns)
		}
		rows = append(rows, cells)
	}
	return rows, nil
}
