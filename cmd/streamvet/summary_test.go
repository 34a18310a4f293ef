package main

import (
	"fmt"
	"testing"

	"github.com/streamvet/streamvet/internal/govet"
)

func TestSummary(t *testing.T) {
	named := map[string]bool{"a": true, "b": true, "c": true}
	pkg := func(id string, s govet.Status) govet.Package { return govet.Package{ID: id, Status: s} }
	many := make([]govet.Unanalyzed, 7)
	for i := range many {
		many[i] = govet.Unanalyzed{Package: fmt.Sprintf("p%d", i), Reason: "does not build"}
	}
	for _, tt := range []struct {
		name    string
		res     govet.Result
		leftOut []string
		want    string
	}{
		{"nothing", govet.Result{}, nil, "0 packages analyzed: 0 findings"},
		{"packages and tests, and one that is only imported", govet.Result{
			Findings: make([]govet.Finding, 1),
			Known:    3,
			Packages: []govet.Package{
				pkg("a", govet.Status{Streams: true, Suppressed: 1}),
				pkg("a_test", govet.Status{Streams: true, Suppressed: 1}),
				pkg("b", govet.Status{}),
				pkg("x", govet.Status{Streams: true, Suppressed: 4}),
			},
		}, nil, "2 packages analyzed, 1 with streams: 1 finding, 2 suppressed, 3 known by the baseline"},
		{"what is missing", govet.Result{
			Packages:   []govet.Package{pkg("c", govet.Status{Streams: true, Unexplored: "too many goroutines"})},
			Unanalyzed: []govet.Unanalyzed{{Reason: "can't be loaded"}, {Package: "b", Reason: "does not build"}},
		}, []string{"nested module n (why)", "directory d (why)"},
			"1 package analyzed, 1 with streams: 0 findings; not analyzed: packages (can't be loaded), b (does not build); " +
				"not explored to the end: c (too many goroutines); left out: nested module n (why), directory d (why)"},
		{"what is not explored", govet.Result{Packages: []govet.Package{
			pkg("a", govet.Status{Unexplored: "972 executions still showed something new; -flag allows more"}),
			pkg("b", govet.Status{Unexplored: "too many goroutines"}),
			pkg("c", govet.Status{Unexplored: "739 executions still showed something new; -flag allows more"}),
		}}, nil, "3 packages analyzed, 0 with streams: 0 findings; not explored to the end: 2 packages: a, c " +
			"(executions still showed something new; -flag allows more); b (too many goroutines)"},
		{"many", govet.Result{Unanalyzed: many}, nil, "0 packages analyzed: 0 findings; not analyzed: p0 (does not build), " +
			"p1 (does not build), p2 (does not build), p3 (does not build), p4 (does not build) and 2 more"},
	} {
		if got := summary(&tt.res, named, tt.leftOut); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// The summary counts what is about streams, also if it comes from the cache.
func TestSummaryOfRun(t *testing.T) {
	r := newRunner(t, asReal, map[string]string{"a/a.go": "package a\n", "b/b_test.go": "package b_test\n\nimport _ \"example.com/m/a\"\n"})
	for range 2 {
		if _, text := r.streamvet("./...").summary(); text != "2 packages analyzed, 0 with streams: 0 findings" {
			t.Errorf("the summary is %s", text)
		}
	}
}
