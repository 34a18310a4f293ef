// Package client plays the part of an editor: it starts a language
// server, opens and edits files, and waits for what the server says.
package client

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/creachadair/jrpc2"
	"github.com/creachadair/jrpc2/channel"
)

// patience is how long an editor waits for anything before the test
// fails. A server on a slow machine with an empty cache needs its time.
const patience = time.Minute

// An Editor is a client of a running language server.
type Editor struct {
	t        testing.TB
	root     string
	settings map[string]any
	rpc      *jrpc2.Client
	cmd      *exec.Cmd
	stderr   *lockedBuffer
	versions map[string]int // of open files

	mu          sync.Mutex
	changed     chan struct{} // closed and made anew at each change of the rest
	diagnostics map[string]published
	messages    []string // shown or logged
	progress    []string // kinds of work done progress, as they came
}

type published struct {
	version     int
	diagnostics []Diagnostic
}

// Start starts a server in a folder and introduces the editor to it. The
// settings are what the server is told as options and as configuration.
func Start(t testing.TB, root string, settings map[string]any, command ...string) *Editor {
	t.Helper()
	e := &Editor{
		t: t, root: root, settings: settings,
		versions:    make(map[string]int),
		changed:     make(chan struct{}),
		diagnostics: make(map[string]published),
		stderr:      new(lockedBuffer),
	}
	e.cmd = exec.Command(command[0], command[1:]...)
	e.cmd.Dir = root
	e.cmd.Stderr = e.stderr
	stdin, err := e.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := e.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := e.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	e.rpc = jrpc2.NewClient(channel.LSP(stdout, stdin), &jrpc2.ClientOptions{
		OnNotify:   e.notified,
		OnCallback: e.called,
		OnCancel: func(c *jrpc2.Client, rsp *jrpc2.Response) {
			_ = c.Notify(context.Background(), "$/cancelRequest", map[string]json.RawMessage{"id": json.RawMessage(rsp.ID())})
		},
	})
	t.Cleanup(e.stop)

	e.Call("initialize", map[string]any{
		"processId": os.Getpid(),
		"rootUri":   URI(root),
		"workspaceFolders": []any{
			map[string]any{"uri": URI(root), "name": filepath.Base(root)},
		},
		"capabilities": map[string]any{
			"workspace": map[string]any{"configuration": true, "workspaceFolders": true},
			"window":    map[string]any{"workDoneProgress": true},
			"textDocument": map[string]any{
				"synchronization":    map[string]any{"didSave": true},
				"publishDiagnostics": map[string]any{"relatedInformation": true, "codeDescriptionSupport": true, "versionSupport": true},
				"diagnostic":         map[string]any{"relatedDocumentSupport": true},
				"codeAction": map[string]any{"codeActionLiteralSupport": map[string]any{
					"codeActionKind": map[string]any{"valueSet": []any{"quickfix"}},
				}},
			},
		},
		"initializationOptions": settings,
	}, nil)
	e.Notify("initialized", map[string]any{})
	return e
}

// stop ends the server as the protocol wants it, and checks that it ends
// without an error.
func (e *Editor) stop() {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	if _, err := e.rpc.Call(ctx, "shutdown", nil); err != nil {
		e.t.Errorf("shutdown: %v", err)
	}
	if err := e.rpc.Notify(ctx, "exit", nil); err != nil {
		e.t.Errorf("exit: %v", err)
	}
	kill := time.AfterFunc(patience, func() { _ = e.cmd.Process.Kill() })
	if err := e.cmd.Wait(); err != nil {
		e.t.Errorf("the server ended with %v", err)
	}
	kill.Stop()
	_ = e.rpc.Close() // its connection is gone already
	if e.t.Failed() {
		e.t.Logf("the server's standard error:\n%s", e.stderr)
		e.t.Logf("its messages:\n%s", strings.Join(e.messages, "\n"))
	}
}

// Call makes a request and waits for its answer.
func (e *Editor) Call(method string, params, result any) {
	e.t.Helper()
	ctx, cancel := context.WithTimeout(e.t.Context(), patience)
	defer cancel()
	if result == nil {
		result = new(json.RawMessage)
	}
	if err := e.rpc.CallResult(ctx, method, params, result); err != nil {
		e.t.Fatalf("%s: %v\n%s", method, err, e.stderr)
	}
}

// Notify sends a notification.
func (e *Editor) Notify(method string, params any) {
	e.t.Helper()
	if err := e.rpc.Notify(e.t.Context(), method, params); err != nil {
		e.t.Fatalf("%s: %v\n%s", method, err, e.stderr)
	}
}

// notified takes what the server says without being asked.
func (e *Editor) notified(req *jrpc2.Request) {
	var params struct {
		URI         string
		Version     int
		Diagnostics []Diagnostic
		Message     string
		Value       struct{ Kind string }
	}
	if err := req.UnmarshalParams(&params); err != nil {
		e.t.Errorf("%s: %v", req.Method(), err)
		return
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	switch req.Method() {
	case "textDocument/publishDiagnostics":
		e.diagnostics[params.URI] = published{params.Version, params.Diagnostics}
	case "window/showMessage", "window/logMessage":
		e.messages = append(e.messages, params.Message)
	case "$/progress":
		e.progress = append(e.progress, params.Value.Kind)
	default:
		return
	}
	close(e.changed)
	e.changed = make(chan struct{})
}

// called answers the server's own requests.
func (e *Editor) called(_ context.Context, req *jrpc2.Request) (any, error) {
	if req.Method() != "workspace/configuration" {
		return nil, nil // registrations and the like: granted
	}
	var params struct{ Items []json.RawMessage }
	if err := req.UnmarshalParams(&params); err != nil {
		return nil, err
	}
	return slices.Repeat([]any{e.settings}, len(params.Items)), nil
}

// wait waits until ok, which is called with e.mu held, reports true. It
// fails the test with the words that describe returns if that takes too
// long, or if the server ends.
func (e *Editor) wait(ok func() bool, describe func() string) {
	e.t.Helper()
	timeout := time.After(patience)
	for {
		e.mu.Lock()
		done, changed := ok(), e.changed
		e.mu.Unlock()
		if done {
			return
		}
		select {
		case <-changed:
		case <-timeout:
			e.mu.Lock()
			defer e.mu.Unlock()
			e.t.Fatalf("waited in vain for %s\n%s", describe(), e.stderr)
		}
	}
}

// A lockedBuffer is a buffer that may be read while a process writes it.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// URI returns the URI of a file.
func URI(path string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}).String()
}

// uri returns the URI of a file of the folder.
func (e *Editor) uri(file string) string { return URI(filepath.Join(e.root, file)) }

func describeDiagnostics(list []Diagnostic) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "\n\t%d:%d: %s (%s)", d.Range.Start.Line+1, d.Range.Start.Character+1, d.Message, d.Source)
	}
	return b.String()
}
