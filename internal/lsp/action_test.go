package lsp

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/govet"
)

// ask sends a request and returns the result.
func (e *editor) ask(method string, params, result any) error {
	e.t.Helper()
	raw, err := e.conn.request(e.t.Context(), method, params)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(raw, result); err != nil {
		e.t.Fatal(err)
	}
	return nil
}

// actions returns what the server offers from one line to another.
func (e *editor) actions(first, last int, only ...string) (list []codeAction) {
	e.t.Helper()
	params := codeActionParams{TextDocument: textDocument{URI: toURI(e.file)}, Range: span{place{Line: first}, place{Line: last}}}
	params.Context.Only = only
	if err := e.ask("textDocument/codeAction", params, &list); err != nil {
		e.t.Fatal(err)
	}
	return list
}

func titles(list []codeAction) string {
	var out []string
	for _, a := range list {
		out = append(out, strings.Fields(a.Title)[0])
	}
	return strings.Join(out, " ")
}

func TestActions(t *testing.T) {
	e := start(t)
	e.initialize(`{}`)
	if got := e.actions(0, 9); len(got) != 0 {
		t.Errorf("before anything is known, there is %q", titles(got))
	}
	e.document("didOpen", "package p\n\n\t/* \u2603 */ var x = 1\n")
	actual := ""
	c := <-e.calls
	if list, ok := strings.CutPrefix(c.args[1], "-overlay="); ok {
		data, err := os.ReadFile(list)
		if err != nil {
			t.Fatal(err)
		}
		var overlay struct{ Replace map[string]string }
		if err := json.Unmarshal(data, &overlay); err != nil {
			t.Fatal(err)
		}
		actual = overlay.Replace[e.file]
	}
	c.answer <- answer{res: finding(actual)}
	e.published()

	for _, test := range []struct {
		first, last int
		only        []string
		want        string
	}{
		{2, 2, nil, "Suppress Show"},
		{0, 5, []string{"quickfix"}, "Suppress Show"},
		{2, 2, []string{"quickfix.streamvet"}, "Show"},
		{2, 2, []string{"source", "quick"}, ""},
		{0, 1, nil, ""},
		{3, 9, nil, ""},
	} {
		if got := titles(e.actions(test.first, test.last, test.only...)); got != test.want {
			t.Errorf("lines %d to %d, only %q: %s, want %s", test.first, test.last, test.only, got, test.want)
		}
	}

	list := e.actions(2, 2)
	want := map[string][]textEdit{toURI(e.file): {{span{place{Line: 2}, place{Line: 2}}, "\t//streamvet:ignore sendsend TODO: say why this can't happen\n"}}}
	if got := list[0].Edit.Changes; !reflect.DeepEqual(got, want) {
		t.Errorf("the edit is %+v, want %+v", got, want)
	}

	// The story, as a message if the editor shows no documents.
	var none any
	if err := e.ask("workspace/executeCommand", list[1].Command, &none); err != nil {
		t.Fatal(err)
	}
	var said messageParams
	e.hear("window/showMessage", &said)
	if !strings.HasPrefix(said.Message, "note[sendsend]: a message\n   --> p.go:3:15\n") || strings.Contains(said.Message, actual) {
		t.Errorf("the story is\n%s", said.Message)
	}
	var failure *rpcError
	for _, params := range []string{`{"command": "streamvet.showStory", "arguments": [99]}`, `{"command": "streamvet.showStory"}`, `{"command": "rm"}`, `[]`} {
		if err := e.ask("workspace/executeCommand", json.RawMessage(params), &none); !errors.As(err, &failure) || failure.Code != codeInvalidParams {
			t.Errorf("%s: error is %v", params, err)
		}
	}

	// After an edit of the line, a directive might get to a wrong place.
	e.document("didChange", "package p\n\nvar y, x = 1, 2\n")
	if got := titles(e.actions(2, 2)); got != "Show" {
		t.Errorf("after an edit, there is %s", got)
	}
	// Nothing suppresses what is wrong with a directive.
	e.document("didSave", "")
	res := finding(e.file)
	res.Findings[0].Category, res.Findings[0].Story = "directive", nil
	(<-e.calls).answer <- answer{res: res}
	e.published()
	if got := e.actions(2, 2); len(got) != 0 {
		t.Errorf("for a directive, there is %s", titles(got))
	}
	e.document("didSave", "")
	(<-e.calls).answer <- answer{res: &govet.Result{}}
	e.published()
	if got := e.actions(0, 9); len(got) != 0 {
		t.Errorf("for nothing, there is %s", titles(got))
	}
}

// An editor that shows documents gets one.
func TestStoryAsDocument(t *testing.T) {
	e := start(t)
	e.initialize(`{"window": {"showDocument": {"support": true}}}`)
	e.document("didOpen", text)
	(<-e.calls).answer <- answer{res: finding(e.file)}
	e.published()
	var none any
	if err := e.ask("workspace/executeCommand", e.actions(2, 2, "quickfix.streamvet.story")[0].Command, &none); err != nil {
		t.Fatal(err)
	}
	var shown showDocumentParams
	e.hear("window/showDocument", &shown)
	file, err := fromURI(shown.URI)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := os.ReadFile(file); err != nil || !strings.HasPrefix(string(got), "note[sendsend]: a message\n") {
		t.Errorf("the document is %q, %v", got, err)
	}
	e.notify("exit", nil)
	if code := <-e.ended; code != 1 {
		t.Errorf("exit code %d", code)
	}
	if _, err := os.Stat(file); !errors.Is(err, os.ErrNotExist) {
		t.Error(fmt.Errorf("the document was left behind: %w", err))
	}
}
