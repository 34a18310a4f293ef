package summary_test

import (
	"slices"
	"testing"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/path/pathtest"
	"github.com/streamvet/streamvet/internal/summary"
)

func token(tb testing.TB, kind summary.TokenKind, text string) summary.Token {
	tb.Helper()
	return summary.Token{Kind: kind, Path: pathtest.Parse(tb, text)}
}

// full returns a summary in which nothing is left out.
func full(tb testing.TB) *summary.Summary {
	tb.Helper()
	late := token(tb, summary.Closed, "p0.done")
	late.Late = true
	at := func(kind summary.StepKind, line int) summary.Step {
		return summary.Step{Kind: kind, Pos: summary.Pos{Pkg: "example.com/chat", File: "chat.go", Line: line, Col: 2}}
	}
	return &summary.Summary{
		Version: summary.Version,
		Effects: []summary.Effect{
			{
				Kind: summary.Access, Method: "Send", Side: contract.SendSide,
				Names: pathtest.Paths(tb, "p0.conn.stream", "new0.s"), Alias: pathtest.Paths(tb, "p0.m[k:1]"),
				Locks:    []summary.Lock{{Path: pathtest.Parse(tb, "p0.mu")}, {Path: pathtest.Parse(tb, "pkg.mu"), Shared: true, Once: true, Cover: true, Taken: true}},
				Released: pathtest.Paths(tb, "p1.mu"),
				Gates:    []summary.Token{token(tb, summary.Receive, "p0.ready")},
				After:    []summary.Token{late, token(tb, summary.Group, "p0.wg")},
				Async:    true, Live: true, Left: summary.OnSuccess, Many: true, Again: true, Bound: true, Reread: true,
				When:  []summary.Cond{{Free: 1, Nil: true, Value: true}},
				Trace: []summary.Step{at(summary.AtCall, 30), at(summary.AtGo, 40), at(summary.AtAccess, 41)},
			},
			{
				Kind: summary.Call, Method: "Run", Names: pathtest.Paths(tb, "p1"),
				Args: []summary.Arg{
					{Vals: pathtest.Set(tb, "p0", "&p0.x")},
					{Elem: "[k:7]", Own: true},
					{Vals: path.Set{{Path: pathtest.Parse(tb, "func.F"), Dyn: "*example.com/chat.T", Copy: true, Again: true, Spread: true, Owned: pathtest.Parse(tb, "p0.stream"), Via: pathtest.Parse(tb, "p0[*]"), Elem: pathtest.Parse(tb, "p0").Root}}},
				},
				Trace: []summary.Step{at(summary.AtHandler, 7), at(summary.AtCall, 50)},
			},
			{Kind: summary.Signal, Token: token(tb, summary.Closed, "p0.done"), Async: true, Trace: []summary.Step{at(summary.AtGo, 60)}},
		},
		Overlaps: []summary.Overlap{{A: 0, B: 1}, {A: 1, B: 1, Count: "[p:2]", Names: true, Left: summary.LeftByA}},
		Stores:   []summary.Store{{Loc: pathtest.Parse(tb, "p0.conn"), Vals: pathtest.Set(tb, "p1", "&new0"), Must: true}},
		Results:  []path.Set{nil, pathtest.Set(tb, "new0", "f0.x")},
		Fresh: []summary.Fresh{
			{Type: "*example.com/chat.T", Many: true, Cap: 2},
			{Frees: 3, Func: &summary.Summary{Version: summary.Version, Effects: []summary.Effect{
				{Kind: summary.Access, Method: "Recv", Side: contract.RecvSide, Names: pathtest.Paths(tb, "f2"), Trace: []summary.Step{at(summary.AtAccess, 70)}},
			}}},
		},
		Acquired: []summary.Lock{{Path: pathtest.Parse(tb, "p0.mu"), Shared: true}},
		Released: pathtest.Paths(tb, "p0.nu"),
		Waits:    []summary.Token{token(tb, summary.Done, "p0.once")},
		Signals:  []summary.Token{token(tb, summary.Sent, "p0.c"), token(tb, summary.Taken, "p0.c"), token(tb, summary.Given, "p0.c")},
		Adds:     pathtest.Paths(tb, "p0.wg"),
		Success: &summary.Success{
			Stores:   []summary.Store{{Loc: pathtest.Parse(tb, "p0.conn"), Vals: pathtest.Set(tb, "new0"), Must: true}},
			Acquired: []summary.Lock{{Path: pathtest.Parse(tb, "p0.sem"), Weight: "[k:4]"}},
			Waits:    []summary.Token{token(tb, summary.Group, "p0.wg")},
			Confirms: pathtest.Paths(tb, "p1"),
		},
		NoReturn: true,
	}
}

func TestString(t *testing.T) {
	const want = `p0.conn.stream|new0.s (p0.m[k:1]): Send [p0.mu] [r:pkg.mu] -[p1.mu] after received p0.ready then closed p0.done late wait p0.wg if f1* nil in go@chat.go:40 many again live unless it fails
p1: call Run
closed p0.done in go@chat.go:60
overlap 0 1
overlap 1 1 if several [p:2] by two names by what the call leaves
p0.conn = {p1 &new0}
result 1: {new0 f0.x}
new0: *example.com/chat.T
new1: 
  f2: Recv
locks r:p0.mu
unlocks p0.nu
waits once p0.once
adds p0.wg
where it succeeds:
  p0.conn = {new0}
  locks p0.sem[k:4]
  waits wait p0.wg
  p1 succeeds
never returns
`
	if got := full(t).String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := (*summary.Summary)(nil).String(); got != "" {
		t.Errorf("nothing is printed as %q", got)
	}
}

// Each single thing that a summary can say is a reason to export it, but for what
// it only signals, and overlaps, which are nothing without effects.
func TestIsEmpty(t *testing.T) {
	all := full(t)
	for _, tt := range []struct {
		name string
		s    *summary.Summary
		want bool
	}{
		{"nil", nil, true},
		{"zero", &summary.Summary{Version: summary.Version}, true},
		{"results of which nothing is known", &summary.Summary{Results: []path.Set{nil, nil}}, true},
		{"effects", &summary.Summary{Effects: all.Effects}, false},
		{"stores", &summary.Summary{Stores: all.Stores}, false},
		{"results", &summary.Summary{Results: all.Results}, false},
		{"objects", &summary.Summary{Fresh: all.Fresh}, false},
		{"locks taken", &summary.Summary{Acquired: all.Acquired}, false},
		{"locks given back", &summary.Summary{Released: all.Released}, false},
		{"waits", &summary.Summary{Waits: all.Waits}, false},
		{"adds", &summary.Summary{Adds: all.Adds}, false},
		{"no return", &summary.Summary{NoReturn: true}, false},
	} {
		if got := tt.s.IsEmpty(); got != tt.want {
			t.Errorf("%s: empty = %t", tt.name, got)
		}
	}
}

func TestStreams(t *testing.T) {
	access := summary.Effect{Kind: summary.Access}
	for _, tt := range []struct {
		name string
		s    summary.Summary
		want bool
	}{
		{"nothing", summary.Summary{}, false},
		{"a call", summary.Summary{Effects: []summary.Effect{{Kind: summary.Call}}}, false},
		{"an access", summary.Summary{Effects: []summary.Effect{{Kind: summary.Call}, access}}, true},
		{"an object", summary.Summary{Fresh: []summary.Fresh{{}}}, false},
		{"an access in a function literal", summary.Summary{Fresh: []summary.Fresh{{Func: &summary.Summary{Effects: []summary.Effect{access}}}}}, true},
	} {
		if got := tt.s.Streams(); got != tt.want {
			t.Errorf("%s: %t", tt.name, got)
		}
	}
}

func TestCompletes(t *testing.T) {
	kinds := []summary.TokenKind{summary.Group, summary.Closed, summary.Sent, summary.Receive, summary.Done, summary.Taken, summary.Given}
	want := map[summary.TokenKind][]summary.TokenKind{ // what is waited for, by the signals that complete it
		summary.Group:   {summary.Group},
		summary.Done:    {summary.Done},
		summary.Closed:  {summary.Closed, summary.Sent},
		summary.Receive: {summary.Closed, summary.Sent},
		summary.Given:   {summary.Taken},
	}
	for _, signal := range kinds {
		for _, wait := range kinds {
			s, w := token(t, signal, "p0.x"), token(t, wait, "p0.x")
			if got := s.Completes(w); got != slices.Contains(want[wait], signal) {
				t.Errorf("%v completes %v: %t", s, w, got)
			}
			if s.Completes(token(t, wait, "p0.y")) {
				t.Errorf("%v completes a wait for something else", s)
			}
			if got, want := summary.HasToken([]summary.Token{token(t, signal, "p0.y"), s}, w), s.Completes(w); got != want {
				t.Errorf("one of two, %v, completes %v: %t", s, w, got)
			}
		}
	}
}

// A key tells effects apart by what they do, and not by how they come about.
func TestKey(t *testing.T) {
	effects := full(t).Effects
	keys := map[string]bool{}
	for i := range effects {
		keys[effects[i].Key()] = true
	}
	for name, edit := range map[string]func(*summary.Effect){
		"method": func(e *summary.Effect) { e.Method = "SendMsg" },
		"side":   func(e *summary.Effect) { e.Side = contract.CloseSide },
		"name":   func(e *summary.Effect) { e.Names = pathtest.Paths(t, "p0") },
		"alias":  func(e *summary.Effect) { e.Alias = nil },
		"an alias instead of a name": func(e *summary.Effect) {
			e.Names, e.Alias = e.Names[:1], append(pathtest.Paths(t, "new0.s"), e.Alias...)
		},
		"locks":    func(e *summary.Effect) { e.Locks = e.Locks[:1] },
		"released": func(e *summary.Effect) { e.Released = nil },
		"gates":    func(e *summary.Effect) { e.Gates = nil },
		"after":    func(e *summary.Effect) { e.After = nil },
		"async":    func(e *summary.Effect) { e.Async = false },
		"live":     func(e *summary.Effect) { e.Live = false },
		"left":     func(e *summary.Effect) { e.Left = summary.OnFailure },
		"many":     func(e *summary.Effect) { e.Many = false },
		"bound":    func(e *summary.Effect) { e.Bound = false },
		"reread":   func(e *summary.Effect) { e.Reread = false },
		"when":     func(e *summary.Effect) { e.When = nil },
	} {
		e := full(t).Effects[0]
		edit(&e)
		if keys[e.Key()] {
			t.Errorf("%s makes no difference", name)
		}
		keys[e.Key()] = true
	}
	e := full(t).Effects[0]
	e.Trace = nil
	if e.Key() != effects[0].Key() {
		t.Error("how it comes about makes a difference")
	}
}

func TestTrace(t *testing.T) {
	effects := full(t).Effects
	if at := effects[0].At(); at.Line != 41 || !at.IsValid() || at.String() != "chat.go:41" {
		t.Errorf("it is at %v", at)
	}
	if s := effects[0].Spawn(); s == nil || s.Pos.Line != 40 {
		t.Errorf("it starts at %v", s)
	}
	if s := effects[1].Spawn(); s != nil {
		t.Errorf("a goroutine starts at %v", s)
	}
	if at := new(summary.Effect).At(); at.IsValid() {
		t.Errorf("without a trace, it is at %v", at)
	}
}

func TestComparePositions(t *testing.T) {
	list := []summary.Pos{
		{}, {Pkg: "a", File: "x.go", Line: 2, Col: 1}, {Pkg: "a", File: "x.go", Line: 2, Col: 3},
		{Pkg: "a", File: "x.go", Line: 10, Col: 1}, {Pkg: "a", File: "y.go", Line: 1, Col: 1}, {Pkg: "b", File: "x.go", Line: 1, Col: 1},
	}
	for i, p := range list {
		for j, q := range list {
			got := p.Compare(q)
			if got < 0 != (i < j) || got > 0 != (i > j) {
				t.Errorf("%v and %v are compared as %d", p, q, got)
			}
		}
	}
}
