package main

import (
	"cmp"
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// A half is one program of a pair, TOPIC/PAIR/reported or TOPIC/PAIR/silent.
type half struct {
	topic, pair, side string
	about             string // the first line of its first comment
	wants             []want
}

// A want is a diagnostic that a line is to have.
type want struct {
	place    place
	category string
}

const (
	directives = "directives" // the topic that is about comments, not about streams
	directive  = "directive"  // the category of what is wrong with a comment
)

// scorePairs runs the tool on all pairs.
func scorePairs(ctx context.Context, o options) ([]item, error) {
	halves, err := readHalves(o.module)
	if err != nil {
		return nil, err
	}
	patterns := []string{"./..."}
	if len(o.topics) > 0 {
		patterns = nil
		for _, topic := range o.topics {
			patterns = append(patterns, "./"+topic+"/...")
		}
		maps.DeleteFunc(halves, func(_ string, h half) bool { return !slices.Contains(o.topics, h.topic) })
	}
	list, err := o.tool.run(ctx, o.module, "", patterns...)
	if err != nil && len(list) == 0 {
		return nil, err // it didn't run: nothing is missed by that
	}
	byHalf := make(map[string][]diagnostic)
	for _, d := range list {
		name := halfOf(d.pkg)
		byHalf[name] = append(byHalf[name], d)
	}
	var items []item
	for name, h := range halves {
		items = append(items, scoreHalf(h, byHalf[name]))
		delete(byHalf, name)
	}
	for name, list := range byHalf {
		for _, d := range list {
			items = append(items, item{Net: "pairs", Name: name + " " + d.String(), Verdict: other})
		}
	}
	slices.SortFunc(items, func(a, b item) int { return cmp.Compare(a.Name, b.Name) })
	return items, err
}

// halfOf returns the half to which a package belongs.
func halfOf(pkg string) string {
	_, dir, _ := strings.Cut(pkg, "/") // without the module's path
	folders := strings.Split(dir, "/")
	return path.Join(folders[:min(3, len(folders))]...)
}

// scoreHalf compares what is reported in a half with what is to be reported.
func scoreHalf(h half, list []diagnostic) item {
	net := "pairs"
	if h.topic == directives {
		net = directives
	}
	i := item{Net: net, Groups: []string{h.topic}, Name: path.Join(h.topic, h.pair, h.side), Twins: path.Join(h.topic, h.pair), About: h.about}
	if h.side == "silent" {
		if h.topic != directives {
			list = slices.DeleteFunc(slices.Clone(list), func(d diagnostic) bool { return d.category == directive })
		}
		i.Said = texts(list)
		i.Verdict = acquit(i.Said)
		return i
	}
	rest := slices.Clone(list)
	exact, roughly := true, false
	for _, w := range h.wants {
		roughly = roughly || slices.ContainsFunc(list, func(d diagnostic) bool { return d.category == w.category })
		n := slices.IndexFunc(rest, func(d diagnostic) bool { return d.category == w.category && d.places[0] == w.place })
		if n < 0 {
			exact = false
			continue
		}
		rest = slices.Delete(rest, n, n+1)
	}
	i.Verdict = judge(exact, roughly)
	if exact {
		i.Extra = texts(rest)
	}
	return i
}

// readHalves reads the programs of all pairs, by their paths.
func readHalves(module string) (map[string]half, error) {
	halves := make(map[string]half)
	err := filepath.WalkDir(module, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(name) != ".go" {
			return err
		}
		rel, err := filepath.Rel(module, name)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		folders := strings.Split(rel, "/")
		if len(folders) < 4 || folders[2] != "reported" && folders[2] != "silent" {
			return nil
		}
		key := path.Join(folders[:3]...)
		h, ok := halves[key]
		if !ok {
			h = half{topic: folders[0], pair: folders[1], side: folders[2]}
		}
		if err := h.read(name, rel); err != nil {
			return err
		}
		halves[key] = h
		return nil
	})
	return halves, err
}

// A want comment may follow a directive, or what looks like one, in one comment.
var wantComment = regexp.MustCompile(`// want ((?:"\w+"\s*)+)`)

// read reads the expectations of a file, and what the program is about. The file is
// known as rel to the tool.
func (h *half) read(name, rel string) error {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return err
	}
	if len(file.Comments) > 0 && h.about == "" {
		h.about = firstLine(file.Comments[0])
	}
	for _, group := range file.Comments {
		for _, comment := range group.List {
			m := wantComment.FindStringSubmatch(comment.Text)
			if m == nil {
				continue
			}
			for _, category := range strings.Fields(m[1]) {
				at := place{rel, fset.Position(comment.Pos()).Line}
				h.wants = append(h.wants, want{at, strings.Trim(category, `"`)})
			}
		}
	}
	return nil
}

func firstLine(group *ast.CommentGroup) string {
	line, _, _ := strings.Cut(group.Text(), "\n")
	return line
}
