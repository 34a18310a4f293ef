//go:build unix

package lsp

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe is no file to read: nobody may ever write to it.
func TestPipe(t *testing.T) {
	e := start(t)
	e.initialize(`{}`)
	mine := e.file
	e.file = filepath.Join(e.dir, "pipe.go")
	if err := syscall.Mkfifo(e.file, 0o600); err != nil {
		t.Fatal(err)
	}
	e.document("didOpen", text)
	<-e.calls
	e.file = mine
	e.document("didOpen", text)
	c := <-e.calls
	c.answer <- answer{res: finding(filepath.Join(e.dir, "pipe.go"))}
	e.published()
}

// Editors name files as people have opened them, by symbolic links, and with more %-escapes than
// needed: they want these names back. The go command doesn't know them.
func TestNames(t *testing.T) {
	e := start(t)
	target := e.dir
	e.dir = filepath.Join(t.TempDir(), "a+b")
	if err := os.Symlink(target, e.dir); err != nil {
		t.Fatal(err)
	}
	e.initialize(`{}`)
	e.file = filepath.Join(e.dir, "p.go")
	uri := strings.ReplaceAll(toURI(e.file), "+", "%2B")
	const unsaved = text + "// more\n"
	e.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": uri, "version": 1, "text": unsaved}})
	c := <-e.calls
	data, err := os.ReadFile(strings.TrimPrefix(c.args[1], "-overlay="))
	if err != nil {
		t.Fatal(err)
	}
	var overlay struct{ Replace map[string]string }
	if err := json.Unmarshal(data, &overlay); err != nil {
		t.Fatal(err)
	}
	target, err = filepath.EvalSymlinks(target)
	if err != nil {
		t.Fatal(err)
	}
	actual := overlay.Replace[filepath.Join(target, "p.go")]
	if got, err := os.ReadFile(actual); err != nil || string(got) != unsaved {
		t.Errorf("the overlay is %v, in which there is %q, %v", overlay.Replace, got, err)
	}
	res := finding(actual)
	res.Findings[0].Related[0].Pos.Filename = filepath.Join(target, "q", "q.go")
	c.answer <- answer{res: res}
	p := e.published()
	if p.URI != uri || len(p.Diagnostics) != 1 {
		t.Fatalf("published %+v", p)
	}
	want := []string{toURI(filepath.Join(e.dir, "q", "q.go")), uri}
	for i, r := range p.Diagnostics[0].RelatedInformation {
		if r.Location.URI != want[i] {
			t.Errorf("a related place is in %s; want %s", r.Location.URI, want[i])
		}
	}
}
