// Package pathtest reads paths from their text form, for tests.
package pathtest

import (
	"strconv"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/path"
)

// A Site is an instruction that has a name, as far as a path wants to know it.
type Site string

// Name returns the name of the site, as that of an SSA value.
func (s Site) Name() string { return string(s) }

// Parse returns the path that is printed as text. A root is p0, f0, new0, t0 (a
// site), t0' (an old one), pkg.v (a package-level variable) or func.F.
func Parse(tb testing.TB, text string) path.Path {
	tb.Helper()
	name, sel := text, ""
	from := 0
	for _, prefix := range []string{"pkg.", "func."} {
		if strings.HasPrefix(text, prefix) {
			from = len(prefix)
		}
	}
	if end := strings.IndexAny(text[from:], ".^*$["); end >= 0 {
		name, sel = text[:from+end], text[from+end:]
	}
	switch {
	case strings.HasPrefix(name, "pkg."):
		return path.Path{Root: path.Root{Kind: path.Global, Name: name}, Sel: sel}
	case strings.HasPrefix(name, "func."):
		return path.Path{Root: path.NewFunc(name, nil), Sel: sel}
	}
	kind := strings.TrimRight(name, "0123456789'")
	number, old := strings.CutSuffix(name[len(kind):], "'")
	index, err := strconv.Atoi(number)
	if err != nil {
		tb.Fatalf("%q is no path: %v", text, err)
	}
	root := path.Root{Index: index}
	switch kind {
	case "p":
		root.Kind = path.Param
	case "f":
		root.Kind = path.Free
	case "new":
		root.Kind = path.Fresh
	case "t":
		root = path.NewSite(Site("t"+number), 0)
		root.Old = old
	default:
		tb.Fatalf("%q is no path", text)
	}
	return path.Path{Root: root, Sel: sel}
}

// Paths returns the paths that are printed as texts.
func Paths(tb testing.TB, texts ...string) []path.Path {
	tb.Helper()
	var out []path.Path
	for _, text := range texts {
		out = append(out, Parse(tb, text))
	}
	return out
}

// Set returns a set of values. Where & stands before a path, the value is the
// address of what the path names.
func Set(tb testing.TB, texts ...string) path.Set {
	tb.Helper()
	var out path.Set
	for _, text := range texts {
		name, addr := strings.CutPrefix(text, "&")
		out = append(out, path.Value{Path: Parse(tb, name), Addr: addr})
	}
	return out
}
