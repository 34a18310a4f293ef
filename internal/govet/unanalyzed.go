package govet

import (
	"cmp"
	"go/token"
	"path/filepath"
	"slices"
	"strings"
)

// An Unanalyzed is a package that could not be analyzed.
type Unanalyzed struct {
	Package string         // import path; "" if it isn't known
	Dir     string         // its directory; "" if that isn't known
	Reason  string         // a few words, such as "does not build"
	Text    string         // all that is known about it, on several lines
	Pos     token.Position // where the first line of Text leads; no Column
}

// Name returns what stands for the package in a text.
func (u Unanalyzed) Name() string { return cmp.Or(u.Package, "packages") }

// Add adds what another run has found.
func (r *Result) Add(other *Result) {
	r.Findings = append(r.Findings, other.Findings...)
	r.Packages = append(r.Packages, other.Packages...)
	r.Known += other.Known
	r.Unchanged += other.Unchanged
	r.Errors = append(r.Errors, other.Errors...)
	r.Unanalyzed = append(r.Unanalyzed, other.Unanalyzed...)
	r.normalize()
}

// Place returns where a text of the go command leads that ran in dir: to the
// file and line with which it begins, if so.
func Place(text, dir string) token.Position {
	before, _, ok := strings.Cut(text, ": ")
	if !ok || strings.Contains(before, "\n") {
		return token.Position{}
	}
	pos := parsePosition(before)
	if pos.Line < 1 || pos.Filename == "" {
		return token.Position{}
	}
	if !filepath.IsAbs(pos.Filename) {
		pos.Filename = filepath.Join(dir, pos.Filename)
	}
	return token.Position{Filename: pos.Filename, Line: pos.Line}
}

func sortUnanalyzed(list []Unanalyzed) []Unanalyzed {
	slices.SortStableFunc(list, func(a, b Unanalyzed) int { return strings.Compare(a.Package, b.Package) })
	return slices.Compact(list)
}
