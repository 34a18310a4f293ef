package analyzer_test

import (
	"go/ast"
	"path/filepath"
	"runtime"
	"runtime/metrics"
	"strings"
	"sync/atomic"
	"testing"
	"text/template"

	"github.com/streamvet/streamvet/analyzer"
)

// Code as a generator or a careless author may write it, with something wrong in
// it: that is found whatever else there is, and with moderate means.
//
// The programs are templates in testdata/large. Something is to be reported in
// the functions that have the comment "reported".
func TestFoundInLarge(t *testing.T) {
	names, err := filepath.Glob(filepath.Join("testdata", "large", "*.tmpl"))
	if err != nil || len(names) == 0 {
		t.Fatalf("no programs: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".tmpl"), func(t *testing.T) {
			r := program{"p.go": expand(t, name)}.load(t, []string{"p.go"})
			var res *analyzer.Result
			var steps int
			peak := peakHeap(func() { res, steps, err = analyzer.Steps(r.pass) })
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d steps, %d MiB, %d diagnostics, unexplored %q", steps, peak>>20, len(r.diagnostics), res.Unexplored)
			if steps > 5_000_000 || peak > 100<<20 {
				t.Errorf("%d steps and %d MiB: such a package takes too much", steps, peak>>20)
			}
			for f, reports := range r.functions() {
				if strings.TrimSpace(f.Doc.Text()) == "reported" && reports == 0 {
					t.Errorf("nothing is reported in %s", f.Name.Name)
				}
			}
		})
	}
}

// expand returns the program that a template makes.
func expand(t *testing.T, name string) string {
	t.Helper()
	tmpl := template.New(filepath.Base(name)).Funcs(template.FuncMap{
		"add": func(a, b int) int { return a + b }, "mod": func(a, b int) int { return a % b },
		"list": func(list ...int) []int { return list },
	})
	var b strings.Builder
	if err := template.Must(tmpl.ParseFiles(name)).Execute(&b, nil); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// functions returns the functions of a program, each with the number of diagnostics
// in it.
func (r *run) functions() map[*ast.FuncDecl]int {
	out := map[*ast.FuncDecl]int{}
	for _, file := range r.pass.Files {
		for _, decl := range file.Decls {
			f, ok := decl.(*ast.FuncDecl)
			if !ok {
				continue
			}
			out[f] = 0
			for _, d := range r.diagnostics {
				if f.Pos() <= d.Pos && d.Pos < f.End() {
					out[f]++
				}
			}
		}
	}
	return out
}

// peakHeap returns how much more memory than before f was in use at the end of any
// garbage collection during f. Other tests must not run meanwhile.
func peakHeap(f func()) uint64 {
	live := func() uint64 {
		sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	runtime.GC()
	before := live()
	var peak atomic.Uint64
	var done atomic.Bool
	var watch func(struct{})
	watch = func(struct{}) {
		peak.Store(max(peak.Load(), live()))
		if !done.Load() {
			runtime.AddCleanup(new([16]byte), watch, struct{}{}) // called after the next collection
		}
	}
	watch(struct{}{})
	f()
	done.Store(true)
	return max(peak.Load(), before) - before
}
