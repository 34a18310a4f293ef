package directive

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/source"
)

// Category is the category of what is reported about directives.
const Category = "directive"

// URL is where users read about directives.
const URL = "https://github.com/streamvet/streamvet/blob/main/README.md#suppress-a-finding"

const (
	tool = "streamvet"
	name = "ignore"
)

// A Set is the directives that hold in a package: its own, and those of the
// packages that it imports.
type Set struct {
	own      []*directive
	imported []Lines
}

// A directive is one comment.
type directive struct {
	pos, end token.Pos
	problem  string // what is wrong with it, if it is malformed
	lines    []Lines
	used     bool
}

// Lines are lines of a file on which findings of a category are suppressed.
type Lines struct {
	Pkg      string // import path
	File     string // base name
	From, To int
	Category string
}

func (l Lines) cover(category string, at source.Pos) bool {
	return contract.Covers(l.Category, category) && l.From <= at.Line && at.Line <= l.To && l.File == at.File && l.Pkg == at.Pkg
}

// Read returns the directives that hold in the package of pass.
//
// It looks at all comments of all packages, grpc or not, and at nothing else
// where there are no directives.
func Read(pass *analysis.Pass) *Set {
	s := new(Set)
	for _, f := range pass.Files {
		s.own = append(s.own, read(pass, f)...)
	}
	for _, imp := range pass.Pkg.Imports() {
		var fact Fact
		if pass.ImportPackageFact(imp, &fact) {
			s.imported = append(s.imported, fact.Accepted...)
		}
	}
	s.imported = unique(s.imported)
	return s
}

func read(pass *analysis.Pass, f *ast.File) []*directive {
	var out []*directive
	var code *layout
	for _, group := range f.Comments {
		for _, c := range group.List {
			parsed, ok := ast.ParseDirective(c.Pos(), c.Text)
			ok = ok && parsed.Tool == tool
			problem := ""
			if !ok {
				if problem = notDirective(c.Text); problem == "" {
					continue
				}
			}
			if code == nil {
				if source.IsGenerated(pass.Fset, f) {
					return nil
				}
				code = newLayout(pass.Fset, f)
			}
			if !ok {
				out = append(out, &directive{pos: c.Pos(), end: c.End(), problem: problem})
				continue
			}
			category, problem := parse(parsed)
			d := &directive{pos: c.Pos(), end: c.End(), problem: problem}
			if problem == "" {
				at := source.NewPos(pass.Fset, pass.Pkg.Path(), c.Pos())
				for _, span := range code.spans(group, at.Line) {
					d.lines = append(d.lines, Lines{at.Pkg, at.File, span[0], span[1], category})
				}
			}
			out = append(out, d)
		}
	}
	return out
}

// notDirective returns what is wrong with a comment that would suppress findings, but for the space
// or the form that makes it plain text. Text about directives is no problem: it has a space, and no
// category after the name.
func notDirective(comment string) (problem string) {
	const want = "has no effect: write //" + tool + ":" + name
	text, block := strings.CutPrefix(comment, "/*")
	if block {
		text = strings.TrimSuffix(text, "*/")
		if strings.HasPrefix(text, tool+":") || isDirective(text) {
			return "/*" + tool + ":" + name + "*/ " + want
		}
		return ""
	}
	text, spaced := strings.CutPrefix(comment, "// ")
	if spaced && isDirective(text) {
		return "// " + tool + ":" + name + " with a space " + want
	}
	return ""
}

// isDirective reports whether text is that of a directive with a category.
func isDirective(text string) bool {
	words := strings.Fields(text)
	return len(words) > 1 && words[0] == tool+":"+name && slices.Contains(contract.Categories, words[1])
}

// parse returns the category that a directive suppresses, or what is wrong with it.
func parse(d ast.Directive) (category, problem string) {
	if d.Name != name {
		return "", fmt.Sprintf("unknown directive //%s:%s; the only one is //%s:%s", d.Tool, d.Name, tool, name)
	}
	words := strings.Fields(d.Args)
	// A comment may follow, which is about the directive.
	if i := slices.IndexFunc(words, func(w string) bool { return strings.HasPrefix(w, "//") }); i >= 0 {
		words = words[:i]
	}
	if len(words) > 0 {
		category = words[0]
	}
	switch {
	case category == "":
		problem = fmt.Sprintf("//%s:%s has no effect: it needs a category and a reason", tool, name)
	case !slices.Contains(contract.Categories, category):
		problem = fmt.Sprintf("//%s:%s has no effect: unknown category %q; the categories are %s",
			tool, name, category, strings.Join(contract.Categories, ", "))
	case len(words) == 1:
		problem = fmt.Sprintf("//%s:%s %s has no effect: it needs a reason", tool, name, category)
	}
	return category, problem
}

// Accepts reports whether a directive suppresses the findings of a category of
// which at least one of the given places is part.
func (s *Set) Accepts(category string, places ...source.Pos) bool {
	accepts := false
	for _, at := range places {
		if !at.IsValid() {
			continue
		}
		for _, d := range s.own {
			if d.covers(category, at) {
				// Go on: each of the places may have a directive, and
				// none of these is superfluous.
				d.used, accepts = true, true
			}
		}
		for _, l := range s.imported {
			accepts = accepts || l.cover(category, at)
		}
	}
	return accepts
}

func (d *directive) covers(category string, at source.Pos) bool {
	return slices.ContainsFunc(d.lines, func(l Lines) bool { return l.cover(category, at) })
}

// Problems returns diagnostics about the directives that are malformed, and the
// ones that have no effect.
func (s *Set) Problems() []analysis.Diagnostic {
	var out []analysis.Diagnostic
	for _, d := range s.own {
		problem := d.problem
		if problem == "" && !d.used {
			problem = fmt.Sprintf("//%s:%s has no effect: there is no %s finding here", tool, name, d.lines[0].Category)
		}
		if problem != "" {
			out = append(out, analysis.Diagnostic{
				Pos: d.pos, End: d.end,
				Category: Category,
				URL:      URL,
				Message:  problem + " [" + Category + "]",
			})
		}
	}
	return out
}

func unique(list []Lines) []Lines {
	slices.SortFunc(list, func(a, b Lines) int {
		return cmp.Or(cmp.Compare(a.Pkg, b.Pkg), cmp.Compare(a.File, b.File),
			cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Category, b.Category))
	})
	return slices.Compact(list)
}

// Text returns a directive that suppresses findings of a category for a reason.
func Text(category, reason string) string {
	return "//" + tool + ":" + name + " " + category + " " + reason
}
