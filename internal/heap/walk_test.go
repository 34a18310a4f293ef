package heap_test

import (
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/heap"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/path/pathtest"
)

func TestWalk(t *testing.T) {
	h := run(t, "p0.a = t1", "t1.b = p1 p2", "p2.c = t3", "t4 = p0", "pkg.v = t1")
	for _, tt := range []struct{ from, sel, want string }{
		{"p0", "", "p0"},
		{"p0", ".a", "t1"},
		{"p0", ".a.b", "p1 p2"},
		{"p0", ".a.b.c", "p1.c t3"},
		{"p0", ".x.y", "p0.x.y"},
		{"&t4", "*", "p0"}, // the variable
		{"&t4", "*.a", "t1"},
		{"pkg.v", "", "t1"}, // what a package-level variable holds
		{"pkg.v", ".b", "p1 p2"},
		{"&pkg.v", "*", "t1"},
	} {
		if got := text(h.Walk(pathtest.Set(t, tt.from)[0], tt.sel)); got != tt.want {
			t.Errorf("%s leads from %s to %q, want %q", tt.sel, tt.from, got, tt.want)
		}
	}
	if got := text(h.Resolve(pathtest.Parse(t, "p0.a.b.c"))); got != "p1.c t3" {
		t.Errorf("resolved to %q", got)
	}
}

// A path leads nowhere if something on its way surely is nil, not if only its end is.
func TestLeadsNowhere(t *testing.T) {
	h := run(t, "p0.a =", "p0.b = t1", "p0.c =", "p0.c += t1")
	for text, want := range map[string]bool{
		"p0.a.wg": true, "p0.a.x.wg": true, "p0.a": false,
		"p0.b.wg": false, "p0.c.wg": false, "p0.d.wg": false, "p1.a.wg": false,
	} {
		if got := h.LeadsNowhere(pathtest.Parse(t, text)); got != want {
			t.Errorf("%s: %t", text, got)
		}
	}
}

func TestRing(t *testing.T) {
	h := run(t, "t0.next = t1", "t1.next = t0")
	if got := text(h.Walk(pathtest.Set(t, "t0")[0], strings.Repeat(".next", 101))); got != "t1" {
		t.Errorf("the ring leads to %q", got)
	}
	h = new(heap.Heap)
	loc := pathtest.Parse(t, "t0")
	h.Store(loc, path.Set{{Path: pathtest.Parse(t, "t1"), Copy: true}}, true)
	h.Store(pathtest.Parse(t, "t1"), path.Set{{Path: loc, Copy: true}}, true)
	if got := h.Load(loc.Add(".a")); len(got) > path.MaxSet {
		t.Errorf("copies of each other lead to %q", text(got))
	}
}

func TestStreams(t *testing.T) {
	for _, tt := range []struct {
		name   string
		stores []string
		vals   string
		want   string
	}{
		{"a stream", nil, "p0", "p0"},
		{"a wrapper from outside", nil, "p0^ServerStream", "p0"},
		{"a wrapper", []string{"t0^ServerStream = p0"}, "t0", "p0"},
		{"wrappers", []string{"t0^ServerStream = t1", "t1^ServerStream = p0"}, "t0", "p0"},
		{"a wrapper of one of two", []string{"t0^s = p0 p1"}, "t0", "p0 p1"},
		{"another field", []string{"t0.s = p0"}, "t0", "t0"},
		{"a wrapper of itself", []string{"t0^s = t0"}, "t0", "t0"},
		{"wrappers of each other", []string{"t0^s = t1", "t1^s = t0"}, "t0", "t0"},
	} {
		got := run(t, tt.stores...).Streams(pathtest.Set(t, tt.vals))
		if tt.name == "wrappers of each other" {
			if len(got) != 1 {
				t.Errorf("%s: %q", tt.name, text(got))
			}
			continue
		}
		if text(got) != tt.want {
			t.Errorf("%s: %s is the stream %q, want %q", tt.name, tt.vals, text(got), tt.want)
		}
	}
}
