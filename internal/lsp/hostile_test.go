package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/severity"
)

// Names with ".." lead nowhere but to the file that they mean.
func TestNamesOutside(t *testing.T) {
	e := start(t)
	e.initialize(`{}`)
	cache := os.Getenv("XDG_CACHE_HOME")
	for _, up := range []string{"/..", "/%2e%2e", "/x/../.."} {
		e.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
			"uri": "file://" + strings.Repeat(up, 4) + "/evil.go", "text": "package evil\n",
		}})
	}
	e.document("didOpen", text+"\n")
	c := <-e.calls
	for _, dir := range []string{filepath.Dir(cache), cache, filepath.Join(cache, "streamvet"), filepath.Join(cache, "streamvet", "overlay")} {
		if _, err := os.Stat(filepath.Join(dir, "evil.go")); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("there is a file evil.go in %s: %v", dir, err)
		}
	}
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
	root := filepath.VolumeName(e.dir) + string(filepath.Separator)
	if overlay.Replace[filepath.Join(root, "evil.go")] == "" || len(overlay.Replace) != 2 {
		t.Errorf("the overlay is %v", overlay.Replace)
	}
}

func TestFromURI(t *testing.T) {
	for uri, want := range map[string]string{
		"file:///a/b.go":            "/a/b.go",
		"file://localhost/a/b.go":   "/a/b.go",
		"file:///a/%20b%25.go":      "/a/ b%.go",
		"file:///a/../b.go":         "/b.go",
		"file:///../../b.go":        "/b.go",
		"file:///%2e%2e/b.go":       "/b.go",
		"file:///a/b%00.go":         "",
		"file://server/a/b.go":      "",
		"file:a/b.go":               "",
		"file://":                   "",
		"":                          "",
		"untitled:b.go":             "",
		"https://example.com/b.go":  "",
		"file:///a/%zz":             "",
		"git:/a/b.go?%7B%22ref%22:": "",
	} {
		got, err := fromURI(uri)
		if filepath.ToSlash(got) != want || (err == nil) != (want != "") {
			t.Errorf("%q: got %q, %v; want %q", uri, got, err, want)
		}
	}
}

func TestOverlayOutside(t *testing.T) {
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	o, err := newOverlays()
	if err != nil {
		t.Fatal(err)
	}
	defer o.remove()
	for _, file := range []string{"/../x.go", "/../0123/x.go", "", "/"} {
		if name, err := o.write(map[string]string{filepath.FromSlash(file): "package p\n"}); err == nil {
			t.Errorf("%q: the overlay is %s", file, name)
		}
	}
}

// Without a cache of the user's own that can be written to, the texts are in a new directory.
func TestOverlayWithoutCache(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for name, cache := range map[string]string{"none": "", "not writable": file} {
		t.Run(name, func(t *testing.T) { testOverlayIn(t, cache) })
	}
}

func testOverlayIn(t *testing.T, cache string) {
	t.Helper()
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	t.Setenv("XDG_CACHE_HOME", cache)
	t.Setenv("HOME", "")
	var dirs []string
	for range 2 {
		o, err := newOverlays()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := o.write(map[string]string{filepath.FromSlash("/p.go"): "package p\n"}); err != nil {
			t.Error(err)
		}
		if info, err := os.Stat(o.dir); err != nil || info.Mode().Perm() != 0o700 {
			t.Errorf("the directory is %v, %v", info, err)
		}
		dirs = append(dirs, o.dir)
		o.remove()
		if _, err := os.Stat(o.dir); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("it was left behind: %v", err)
		}
	}
	if dirs[0] == dirs[1] || filepath.Dir(dirs[0]) != tmp {
		t.Errorf("the directories are %q", dirs)
	}
}

// endless is the start of a message that never ends.
type endless struct {
	text string
	read int // bytes
}

var errTooMuch = errors.New("read too much")

func (e *endless) Read(p []byte) (int, error) {
	if e.read > 1<<20 {
		return 0, errTooMuch
	}
	n := 0
	for n+len(e.text) <= len(p) {
		n += copy(p[n:], e.text)
	}
	e.read += n
	return n, nil
}

func TestEndlessHeader(t *testing.T) {
	for _, text := range []string{"x", "Content-Length: 1", "x: y\r\n"} {
		if _, err := newConn(&endless{text: text}, io.Discard).read(); err == nil || errors.Is(err, errTooMuch) {
			t.Errorf("%q for ever: error is %v", text, err)
		}
	}
}

// A length is only a word: the bytes may never come.
func TestLargeBody(t *testing.T) {
	for _, length := range []int{maxMessage, maxMessage + 1, 1 << 40} {
		c := newConn(strings.NewReader(fmt.Sprintf("Content-Length: %d\r\n\r\n{}", length)), io.Discard)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := c.read(); err == nil {
			t.Errorf("%d: no error", length)
		}
		runtime.ReadMemStats(&after)
		if used := after.TotalAlloc - before.TotalAlloc; used > 1<<20 {
			t.Errorf("%d: %d bytes of memory", length, used)
		}
	}
}

// What is written is read, one message after the other, and what is read is
// what was there.
func FuzzFrame(f *testing.F) {
	for _, s := range []string{
		"Content-Length: 2\r\n\r\n{}", "Content-Length: 33\r\n\r\n" + `{"jsonrpc":"2.0","method":"exit"}`,
		"content-length:1\n\n1Content-Length: 2\r\n\r\n[]", "Content-Type: x\r\nContent-Length: 4\r\n\r\nnull",
		"Content-Length: -1\r\n\r\n", "Content-Length: 99999999999999999999\r\n\r\n", "Content-Length: 3\r\n\r\n{x}", "\r\n\r\n",
		"Content-Length: 44\r\n\r\n" + `{"id":1,"method":"initialize","params":[[[]]]}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		c := newConn(strings.NewReader(string(data)), io.Discard)
		for range len(data) + 1 { // each message takes at least a byte
			m, err := c.read()
			if failure := new(rpcError); errors.As(err, &failure) {
				continue
			}
			if err != nil {
				return
			}
			if m.Method == "" {
				t.Errorf("a message without a method: %+v", m)
			}
			var b strings.Builder
			if err := newConn(nil, &b).write(m); err != nil {
				t.Fatal(err)
			}
			again, err := newConn(strings.NewReader(b.String()), io.Discard).read()
			if err != nil || again.Method != m.Method {
				t.Errorf("%+v became %+v, %v", m, again, err)
			}
		}
		t.Error("reading doesn't end")
	})
}

// Whatever an editor says, the server ends with it, and leaves nothing behind.
// A line of the input is a message.
func FuzzServe(f *testing.F) {
	cache := f.TempDir()
	f.Setenv("XDG_CACHE_HOME", cache)
	const initialize = `{"id":1,"method":"initialize","params":{"capabilities":{"window":{"workDoneProgress":true}}}}` + "\n"
	document := func(event, uri string) string {
		return `{"method":"textDocument/` + event + `","params":{"textDocument":{"uri":"` + uri + `","text":"package p\n"},"contentChanges":[{"text":"x"}]}}` + "\n"
	}
	for _, s := range []string{
		initialize + document("didOpen", "file:///p/x.go") + document("didChange", "file:///p/x.go") + document("didSave", "file:///p/x.go") + document("didClose", "file:///p/x.go"),
		initialize + document("didOpen", "file:///../../x.go") + document("didSave", "file:///x.go"),
		initialize + document("didOpen", "file:///p/x.go") + `{"id":3,"method":"textDocument/codeAction","params":{"textDocument":{"uri":"file:///p/x.go"},"range":{"start":{"line":-1},"end":{"line":99}}}}` + "\n" +
			`{"id":4,"method":"workspace/executeCommand","params":{"command":"streamvet.showStory","arguments":[1]}}`,
		initialize + `{"method":"window/workDoneProgress/cancel","params":{"token":"streamvet-1"}}` + "\n" + `{"id":2,"method":"shutdown"}` + "\n" + `{"method":"exit"}`,
		`{"id":1,"method":"initialize","params":{"rootUri":"file:///","workspaceFolders":[{"uri":"x"}]}}` + "\n" + document("didOpen", "file://C:/x.go"),
		`{"id":{},"method":"shutdown"}` + "\n[]\n1\nnull\n{}",
	} {
		f.Add(s)
	}
	run := func(_ context.Context, dir string, _, packages []string) (*govet.Result, severity.Scale, error) {
		if !filepath.IsAbs(dir) || slices.Contains(packages, "") {
			return nil, nil, fmt.Errorf("go vet %q in %q", packages, dir)
		}
		return finding(filepath.Join(dir, "x.go")), nil, nil
	}
	f.Fuzz(func(t *testing.T, messages string) {
		var in strings.Builder
		for m := range strings.SplitSeq(messages, "\n") {
			fmt.Fprintf(&in, "Content-Length: %d\r\n\r\n%s", len(m), m)
		}
		if code, err := Serve(t.Context(), strings.NewReader(in.String()), io.Discard, run, ""); err != nil || code != 0 && code != 1 {
			t.Errorf("Serve returns %d, %v", code, err)
		}
		err := filepath.WalkDir(cache, func(name string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				t.Errorf("%s was left behind", name)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	})
}
