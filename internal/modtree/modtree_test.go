package modtree

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/treetest"
)

func TestScan(t *testing.T) {
	dir := treetest.Dir(t, map[string]string{
		"go.mod":               "",
		"a.go":                 "",
		"a/a.go":               "",
		"docs/x.md":            "",
		"hidden/_x.go":         "",
		"nested/go.mod":        "",
		"nested/x.go":          "",
		"nested/deep/x.go":     "",
		"nested/deep/n/go.mod": "",
		"testdata/go.mod":      "",
		"vendor/v/v.go":        "",
		"_x/go.mod":            "",
		".x/go.mod":            "",
		"z/z_test.go":          "",
	})
	got := Scan(dir)
	rel := func(names []string) string {
		for i := range names {
			names[i] = filepath.ToSlash(strings.TrimPrefix(names[i], dir))
		}
		return strings.Join(names, " ")
	}
	if modules := rel(got.Modules); modules != "/nested /nested/deep/n" {
		t.Errorf("modules %q", modules)
	}
	if dirs := rel(got.GoDirs); dirs != " /a /z" {
		t.Errorf("directories with Go files %q", dirs)
	}
	if got := Scan(filepath.Join(dir, "nowhere")); len(got.Modules)+len(got.GoDirs) > 0 {
		t.Errorf("nowhere has %v", got)
	}
}

func TestModuleOf(t *testing.T) {
	dir := treetest.Dir(t, map[string]string{"m/go.mod": "", "m/a/b/x.go": "", "m/n/go.mod": "", "m/d/go.mod/x": ""})
	for sub, want := range map[string]string{"m": "m", "m/a/b": "m", "m/n": "m/n", "m/nowhere": "m", "m/d": "m"} {
		if got := ModuleOf(filepath.Join(dir, sub)); got != filepath.Join(dir, want) {
			t.Errorf("the module of %s is %s", sub, got)
		}
	}
	if got := ModuleOf(dir); got != "" {
		t.Errorf("above, the module is %s", got)
	}
}

func TestBelow(t *testing.T) {
	for _, tt := range []struct {
		root, dir string
		want      bool
	}{
		{"/a", "/a", true}, {"/a", "/a/b", true}, {"/a", "/a/..b", true}, {"/a", "/ab", false}, {"/a/b", "/a", false}, {"/a", "x", false},
	} {
		if got := Below(filepath.FromSlash(tt.root), filepath.FromSlash(tt.dir)); got != tt.want {
			t.Errorf("Below(%s, %s) = %t", tt.root, tt.dir, got)
		}
	}
}

func TestRoot(t *testing.T) {
	dir := treetest.Dir(t, map[string]string{
		"repo/.git/HEAD": "", "repo/a/go.mod": "", "repo/a/b/go.mod": "", "repo/a/sub/.git": "",
		"mods/x/go.mod": "", "mods/x/y/go.mod": "", "plain/z/x.go": "",
	})
	for sub, want := range map[string]string{
		"repo": "repo", "repo/a/b": "repo", "repo/a/sub": "repo/a/sub", "mods/x/y": "mods/x", "mods/x": "mods/x", "plain/z": "plain/z",
	} {
		if got := Root(filepath.Join(dir, sub)); got != filepath.Join(dir, want) {
			t.Errorf("the root of %s is %s", sub, got)
		}
	}
}
