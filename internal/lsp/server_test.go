package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/severity"
	"github.com/streamvet/streamvet/internal/story"
)

// The real go vet, and a client of another make, are in
// integration/editors.

// A call is one run of go vet, which the test answers.
type call struct {
	ctx    context.Context
	dir    string
	args   []string // flags and packages
	answer chan<- answer
}

type answer struct {
	res *govet.Result
	err error
}

// An editor is the other end of a server.
type editor struct {
	t     *testing.T
	conn  *conn
	in    io.Closer
	heard chan *message // all that the server says, but for responses
	calls chan call
	ended chan int
	dir   string // of a module with the file p.go
	file  string
}

const text = "package p\n\n/* ☃😀 */ var x = 1\n"

func start(t *testing.T) *editor {
	t.Helper()
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	e := &editor{
		t:     t,
		heard: make(chan *message, 100),
		calls: make(chan call),
		ended: make(chan int, 1),
		dir:   t.TempDir(),
	}
	e.file = filepath.Join(e.dir, "p.go")
	for name, content := range map[string]string{"go.mod": "module p\n", "p.go": text} {
		if err := os.WriteFile(filepath.Join(e.dir, name), []byte(content), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	fromEditor, toServer := io.Pipe()
	fromServer, toEditor := io.Pipe()
	e.in, e.conn = toServer, newConn(fromServer, toServer)
	run := func(ctx context.Context, dir string, flags, packages []string) (*govet.Result, severity.Scale, error) {
		answers := make(chan answer, 1)
		select {
		case e.calls <- call{ctx, dir, slices.Concat(flags, packages), answers}:
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		}
		select {
		case a := <-answers:
			return a.res, severity.Scale{story.Conditional: severity.Note}, a.err
		case <-ctx.Done():
			return nil, nil, ctx.Err()
		}
	}
	go func() {
		code, err := Serve(t.Context(), fromEditor, toEditor, run, "v1.2.3")
		if err != nil {
			t.Logf("Serve: %v", err)
		}
		e.ended <- code
		toEditor.Close()
		fromEditor.Close()
	}()
	go func() {
		defer close(e.heard)
		for {
			m, err := e.conn.read()
			if err != nil {
				return
			}
			if len(m.ID) > 0 { // a request: granted
				go func() { _ = e.conn.reply(m.ID, nil, nil) }() // fails if the server has ended
			}
			e.heard <- m
		}
	}()
	return e
}

// initialize introduces an editor with these capabilities.
func (e *editor) initialize(capabilities string) {
	e.t.Helper()
	params := json.RawMessage(fmt.Sprintf(`{"rootUri": %q, "capabilities": %s, "initializationOptions": {"buildFlags": ["-tags=x"]}}`,
		toURI(e.dir), capabilities))
	if err := e.conn.call(e.t.Context(), "initialize", params); err != nil {
		e.t.Fatal(err)
	}
	e.notify("initialized", struct{}{})
}

func (e *editor) notify(method string, params any) {
	e.t.Helper()
	if err := e.conn.notify(method, params); err != nil {
		e.t.Fatal(err)
	}
}

// raw sends what may be no message.
func (e *editor) raw(text string) {
	e.t.Helper()
	if _, err := io.WriteString(e.conn.w, text); err != nil {
		e.t.Fatal(err)
	}
}

func (e *editor) document(event, text string) {
	e.t.Helper()
	e.notify("textDocument/"+event, map[string]any{
		"textDocument":   map[string]any{"uri": toURI(e.file), "version": 7, "text": text},
		"contentChanges": []any{map[string]any{"text": text}},
	})
}

// hear returns the next message with this method.
func (e *editor) hear(method string, params any) {
	e.t.Helper()
	for m := range e.heard {
		if m.Method != method {
			continue
		}
		if err := json.Unmarshal(m.Params, params); err != nil {
			e.t.Fatal(err)
		}
		return
	}
	e.t.Fatalf("the server ended before it said %s", method)
}

func (e *editor) published() publishParams {
	e.t.Helper()
	var p publishParams
	e.hear("textDocument/publishDiagnostics", &p)
	return p
}

// overlayOf returns the name that the overlay of a file would have, given
// the one of e.file.
func (e *editor) overlayOf(actual, file string) string {
	return strings.TrimSuffix(actual, e.file) + file
}

// finding returns a finding at "var" in the given file.
func finding(file string) *govet.Result {
	at := func(col int) token.Position { return token.Position{Filename: file, Line: 3, Column: col} }
	return &govet.Result{Findings: []govet.Finding{{
		Category: "sendsend", Message: "a message",
		Pos: at(15), End: at(18),
		Related: []govet.Related{{Pos: at(19), End: at(19), Message: "there"}},
		Story: &story.Story{Category: "sendsend", At: story.Place{File: file, Line: 3, Col: 15}, Confidence: story.Conditional,
			Conditions: []story.Note{{Text: "nowhere"}, {Place: story.Place{File: file, Line: 3, Col: 15, EndLine: 3, EndCol: 18}, Text: "x"}}},
	}}}
}

func TestLifeCycle(t *testing.T) {
	e := start(t)
	var failure *rpcError
	wantCode := func(method string, code int) {
		t.Helper()
		err := e.conn.call(t.Context(), method, struct{}{})
		if !errors.As(err, &failure) || failure.Code != code {
			t.Errorf("%s: error is %v, want code %d", method, err, code)
		}
	}
	wantCode("shutdown", codeNotInitialized)
	e.document("didOpen", text) // not heard
	e.initialize(`{}`)
	wantCode("initialize", codeInvalidRequest)
	wantCode("textDocument/hover", codeMethodNotFound)
	e.document("didSave", "") // of a file that isn't open
	var said messageParams
	e.hear("window/logMessage", &said)
	if !strings.Contains(said.Message, "not open") {
		t.Errorf("it says %q", said.Message)
	}
	if err := e.conn.call(t.Context(), "shutdown", nil); err != nil {
		t.Error(err)
	}
	wantCode("shutdown", codeInvalidRequest)
	e.notify("exit", nil)
	if code := <-e.ended; code != 0 {
		t.Errorf("exit code %d, want 0", code)
	}
}

func TestRudeEnds(t *testing.T) {
	for name, end := range map[string]func(e *editor){
		"exit without shutdown": func(e *editor) { e.notify("exit", nil) },
		"end of input":          func(e *editor) { e.in.Close() },
		"no header":             func(e *editor) { e.raw("{}\r\n\r\n") },
		"wrong length":          func(e *editor) { e.raw("Content-Length: -1\r\n\r\n") },
	} {
		t.Run(name, func(t *testing.T) {
			e := start(t)
			e.initialize(`{}`)
			e.document("didOpen", text)
			c := <-e.calls // is running
			end(e)
			if code := <-e.ended; code != 1 {
				t.Errorf("exit code %d, want 1", code)
			}
			if c.ctx.Err() == nil {
				t.Error("go vet goes on after the end")
			}
		})
	}
}

func TestNoJSON(t *testing.T) {
	e := start(t)
	e.raw("Content-Length: 3\r\n\r\n{x}")
	e.initialize(`{}`) // reading went on
}

func TestPublish(t *testing.T) {
	for _, test := range []struct {
		name, capabilities string
		columns            []int // of the finding, its end, the related place and its end
	}{
		{"utf-16", `{}`, []int{10, 13, 14, 19}},
		{"utf-8", `{"general": {"positionEncodings": ["utf-8", "utf-16"]}}`, []int{14, 17, 18, 23}},
	} {
		t.Run(test.name, func(t *testing.T) {
			e := start(t)
			e.initialize(test.capabilities)
			e.document("didOpen", text)
			c := <-e.calls
			if c.dir != e.dir || !slices.Equal(c.args, []string{"-tags=x", "./."}) {
				t.Errorf("go vet %q in %s", c.args, c.dir)
			}
			c.answer <- answer{res: finding(e.file)}
			p := e.published()
			if p.URI != toURI(e.file) || p.Version != 7 || len(p.Diagnostics) != 1 {
				t.Fatalf("published %+v", p)
			}
			d := p.Diagnostics[0]
			if d.Severity != 3 || d.Code != "sendsend" || d.Source != "streamvet" || d.Message != "a message" ||
				d.CodeDescription == nil || !strings.HasSuffix(d.CodeDescription.Href, "/sendsend.md") {
				t.Errorf("diagnostic is %+v", d)
			}
			if last := d.RelatedInformation[len(d.RelatedInformation)-1]; last.Message != "this happens if x" || last.Location.Range.Start != d.Range.Start {
				t.Errorf("related places are %+v", d.RelatedInformation)
			}
			rel := d.RelatedInformation[0].Location
			got := []int{d.Range.Start.Character, d.Range.End.Character, rel.Range.Start.Character, rel.Range.End.Character}
			if !slices.Equal(got, test.columns) || d.Range.Start.Line != 2 {
				t.Errorf("columns are %v in line %d, want %v in line 2", got, d.Range.Start.Line, test.columns)
			}

			// What is wrong with a directive is explained elsewhere.
			e.document("didSave", text)
			res := finding(e.file)
			res.Findings[0].Category = "directive"
			(<-e.calls).answer <- answer{res: res}
			p = e.published()
			if c := p.Diagnostics[0].CodeDescription; c == nil || !strings.HasSuffix(c.Href, "/README.md#suppress-a-finding") {
				t.Errorf("a directive is explained at %+v", c)
			}

			// Repaired and saved, it is gone.
			e.document("didSave", text)
			(<-e.calls).answer <- answer{res: &govet.Result{}}
			if p := e.published(); len(p.Diagnostics) != 0 || p.Diagnostics == nil {
				t.Errorf("published %+v", p)
			}
		})
	}
}

func TestUnsaved(t *testing.T) {
	e := start(t)
	e.initialize(`{}`)
	const edited = "package p\n\n\n\n// ☃\n/* 😀 */ var x = 1\n"
	e.document("didOpen", edited)
	c := <-e.calls
	list, ok := strings.CutPrefix(c.args[1], "-overlay=")
	if !ok {
		t.Fatalf("go vet %q", c.args)
	}
	data, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	var overlay struct{ Replace map[string]string }
	if err := json.Unmarshal(data, &overlay); err != nil {
		t.Fatal(err)
	}
	actual := overlay.Replace[e.file]
	if got, err := os.ReadFile(actual); err != nil || string(got) != edited {
		t.Errorf("the overlay has %q, %v", got, err)
	}
	// What is reported for the file of the overlay is about the true one.
	c.answer <- answer{res: finding(actual)}
	p := e.published()
	if p.URI != toURI(e.file) || len(p.Diagnostics) != 1 ||
		p.Diagnostics[0].RelatedInformation[0].Location.URI != toURI(e.file) {
		t.Errorf("published %+v", p)
	}
	// Its columns are those of the text that was analyzed: line 3 is empty.
	if c := p.Diagnostics[0].Range.Start.Character; c != 0 {
		t.Errorf("column is %d, want 0", c)
	}

	// Nor does a message name it, in full or from where go vet ran.
	e.document("didChange", edited)
	e.document("didClose", "")
	e.document("didOpen", edited)
	rel, err := filepath.Rel(e.dir, actual)
	if err != nil {
		t.Fatal(err)
	}
	res := finding(actual)
	res.Findings[0].Message = "closed at " + rel + ":4"
	res.Findings[0].Related[0].Message = "also in " + actual + ":5 (" + e.overlayOf(actual, "/elsewhere/q.go") + ":6)"
	res.Unanalyzed = []govet.Unanalyzed{{Package: "p", Dir: e.dir, Reason: "does not build", Text: rel + ":7:1: no"}}
	(<-e.calls).answer <- answer{res: res}
	var said messageParams
	e.hear("window/logMessage", &said)
	if said.Message != "p: does not build: p.go:7:1: no" {
		t.Errorf("it says %q", said.Message)
	}
	d := e.published().Diagnostics[0]
	if d.Message != "closed at p.go:4" || d.RelatedInformation[0].Message != "also in p.go:5 (/elsewhere/q.go:6)" {
		t.Errorf("the diagnostic is %+v", d)
	}

	// Saved: no overlay any more.
	e.document("didSave", "")
	if c := <-e.calls; !slices.Equal(c.args, []string{"-tags=x", "./."}) {
		t.Errorf("go vet %q", c.args)
	}
	if err := e.conn.call(t.Context(), "shutdown", nil); err != nil {
		t.Fatal(err)
	}
	e.notify("exit", nil)
	<-e.ended
	if _, err := os.Stat(actual); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file of the overlay was left behind: %v", err)
	}
}

func TestNewCheckCancelsOld(t *testing.T) {
	e := start(t)
	e.initialize(`{}`)
	e.document("didOpen", text)
	old := <-e.calls
	e.document("didSave", text)
	c := <-e.calls
	<-old.ctx.Done()
	c.answer <- answer{res: finding(e.file)}
	if p := e.published(); len(p.Diagnostics) != 1 {
		t.Errorf("published %+v", p)
	}
}

func TestProgress(t *testing.T) {
	e := start(t)
	e.initialize(`{"window": {"workDoneProgress": true}}`)
	e.document("didOpen", text)
	var token tokenParams
	e.hear("window/workDoneProgress/create", &token)
	var p progressParams
	e.hear("$/progress", &p)
	if p.Token != token.Token || p.Value.Kind != "begin" || !p.Value.Cancellable {
		t.Errorf("progress is %+v", p)
	}
	c := <-e.calls
	e.notify("window/workDoneProgress/cancel", tokenParams{"another"})
	e.notify("window/workDoneProgress/cancel", token)
	<-c.ctx.Done()
	e.hear("$/progress", &p)
	if p.Token != token.Token || p.Value.Kind != "end" {
		t.Errorf("progress is %+v", p)
	}
}

// Code that doesn't build doesn't clear what was found.
func TestFailure(t *testing.T) {
	e := start(t)
	e.initialize(`{}`)
	e.document("didOpen", text)
	(<-e.calls).answer <- answer{res: finding(e.file)}
	e.published()

	e.document("didSave", text)
	for _, dir := range []string{e.dir, ""} { // "": nobody knows which package it is
		(<-e.calls).answer <- answer{res: &govet.Result{Unanalyzed: []govet.Unanalyzed{{Package: "p", Dir: dir, Text: "p.go:1: no"}}}}
		m := <-e.heard
		if m.Method != "window/logMessage" || !strings.Contains(string(m.Params), "p.go:1: no") {
			t.Errorf("it says %s %s", m.Method, m.Params)
		}
		e.document("didSave", text)
	}

	(<-e.calls).answer <- answer{nil, govet.ErrNoGo}
	if m := <-e.heard; m.Method != "window/showMessage" {
		t.Errorf("it says %s %s", m.Method, m.Params)
	}

	// Closing the file does.
	e.document("didClose", "")
	if p := e.published(); len(p.Diagnostics) != 0 {
		t.Errorf("published %+v", p)
	}
}

// A package that doesn't build takes nothing away from the others.
func TestFailureOfOther(t *testing.T) {
	e := start(t)
	e.initialize(`{}`)
	e.document("didOpen", text)
	(<-e.calls).answer <- answer{res: finding(e.file)}
	e.published()
	other := filepath.Join(e.dir, "q", "q.go")
	e.file, other = other, e.file
	e.document("didOpen", text)
	c := <-e.calls
	if !slices.Equal(c.args[2:], []string{"./.", "./q"}) {
		t.Errorf("go vet %q", c.args)
	}
	c.answer <- answer{res: &govet.Result{Unanalyzed: []govet.Unanalyzed{{Package: "p/q", Dir: filepath.Dir(e.file)}}}}
	if p := e.published(); p.URI != toURI(other) || len(p.Diagnostics) != 0 {
		t.Errorf("published %+v", p)
	}
}

// What is not the user's, or not Go, is left alone.
func TestNotChecked(t *testing.T) {
	e := start(t)
	e.initialize(`{}`)
	mine := e.file
	for _, file := range []string{filepath.Join(t.TempDir(), "p.go"), filepath.Join(e.dir, "p.txt")} {
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		e.file = file
		e.document("didOpen", text)
	}
	e.file = mine
	e.document("didOpen", text)
	if c := <-e.calls; c.dir != e.dir || !slices.Equal(c.args, []string{"-tags=x", "./."}) {
		t.Errorf("go vet %q in %s", c.args, c.dir)
	}
}
