// Package lsp is a language server that publishes streamvet's findings.
//
// It stands beside gopls, in editors that take several servers for one
// language. When a file is opened or saved, it runs go vet on the packages of the open files, with the texts
// that are not saved yet, and publishes what that finds. At a finding it offers
// to suppress it, and to show its story.
package lsp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/severity"
	"github.com/streamvet/streamvet/internal/source"
)

// A Runner runs go vet with build flags on packages, which are named from a
// directory, and says how severe findings are there. A package that can't be
// analyzed is no error.
type Runner func(ctx context.Context, dir string, flags, packages []string) (*govet.Result, severity.Scale, error)

// Serve talks to an editor until it says exit, and returns the exit code
// that the protocol asks for. Version is streamvet's.
func Serve(ctx context.Context, r io.Reader, w io.Writer, run Runner, version string) (code int, err error) {
	overlays, err := newOverlays()
	if err != nil {
		return 1, err
	}
	ctx, cancel := context.WithCancel(ctx)
	s := &server{
		ctx:      ctx,
		conn:     newConn(r, w),
		run:      run,
		version:  version,
		overlays: overlays,
		docs:     make(map[string]*document),
		jobs:     make(map[string]*job),
	}
	defer func() {
		cancel()
		s.running.Wait()
		s.overlays.remove()
	}()
	for {
		m, err := s.conn.read()
		var bad *rpcError
		switch {
		case errors.As(err, &bad):
			err = s.conn.reply(nil, nil, bad)
		case errors.Is(err, io.EOF):
			return 1, nil // the editor went without a word
		case err == nil && m.Method == "exit":
			if s.state == shutDown {
				return 0, nil
			}
			return 1, nil
		case err == nil:
			err = s.handle(m)
		}
		if err != nil {
			return 1, err
		}
	}
}

type server struct {
	ctx     context.Context // of all that is running
	conn    *conn
	run     Runner
	version string
	running sync.WaitGroup

	// What follows belongs to the goroutine that reads.
	state    state
	utf8     bool // columns count bytes, not UTF-16 code units
	progress bool // the editor shows progress
	shows    bool // the editor shows documents that it is told to show
	folders  []string
	flags    []string // build flags
	overlays *overlays
	docs     map[string]*document // open files, by name

	mu        sync.Mutex
	jobs      map[string]*job // by module
	lastJob   int
	lastShown int // ID of what was published last
}

type state int

const (
	started state = iota
	initialized
	shutDown
)

// A document is an open file.
type document struct {
	uri     string // as the editor writes it
	version int
	text    string
	unsaved bool
}

// handle handles a request or a notification. Its error ends the server.
func (s *server) handle(m *message) error {
	isRequest := len(m.ID) > 0
	switch {
	case m.Method == "initialize" && s.state == started:
		result, failure := s.initialize(m.Params)
		return s.conn.reply(m.ID, result, failure)
	case isRequest && s.state == started:
		return s.conn.reply(m.ID, nil, &rpcError{codeNotInitialized, "not initialized"})
	case isRequest && s.state == shutDown, m.Method == "initialize":
		return s.conn.reply(m.ID, nil, &rpcError{codeInvalidRequest, m.Method + " is out of place"})
	case m.Method == "shutdown":
		s.state = shutDown
		return s.conn.reply(m.ID, nil, nil)
	case isRequest && m.Method == "textDocument/codeAction":
		result, failure := s.codeActions(m.Params)
		return s.conn.reply(m.ID, result, failure)
	case isRequest && m.Method == "workspace/executeCommand":
		return s.conn.reply(m.ID, nil, s.execute(m.Params))
	case isRequest:
		return s.conn.reply(m.ID, nil, &rpcError{codeMethodNotFound, "no method " + m.Method})
	case s.state != initialized:
		return nil // notifications out of place are ignored
	}
	if err := s.notified(m.Method, m.Params); err != nil {
		return s.conn.notify("window/logMessage", messageParams{typeLog, m.Method + ": " + err.Error()})
	}
	return nil
}

func (s *server) initialize(raw json.RawMessage) (any, *rpcError) {
	var params initializeParams
	if err := json.Unmarshal(raw, &params); err != nil {
		return nil, &rpcError{codeInvalidParams, err.Error()}
	}
	uris := []string{params.RootURI}
	if len(params.WorkspaceFolders) > 0 {
		uris = nil
		for _, f := range params.WorkspaceFolders {
			uris = append(uris, f.URI)
		}
	}
	for _, uri := range uris {
		if dir, err := fromURI(uri); err == nil {
			s.folders = append(s.folders, dir)
		}
	}
	s.flags = params.InitializationOptions.BuildFlags
	s.progress = params.Capabilities.Window.WorkDoneProgress
	s.shows = params.Capabilities.Window.ShowDocument.Support
	encoding := "utf-16"
	if slices.Contains(params.Capabilities.General.PositionEncodings, "utf-8") {
		encoding, s.utf8 = "utf-8", true
	}
	s.state = initialized
	return initializeResult{
		Capabilities: serverCapabilities{
			PositionEncoding: encoding,
			TextDocumentSync: syncOptions{OpenClose: true, Change: syncFull},

			CodeActionProvider:     codeActionOptions{CodeActionKinds: []string{suppressKind, storyKind}},
			ExecuteCommandProvider: commandOptions{Commands: []string{showStory}},
		},
		ServerInfo: serverInfo{"streamvet", s.version},
	}, nil
}

func (s *server) notified(method string, raw json.RawMessage) error {
	switch method {
	case "textDocument/didOpen", "textDocument/didChange", "textDocument/didSave", "textDocument/didClose":
		var params documentParams
		if err := json.Unmarshal(raw, &params); err != nil {
			return err
		}
		// Others are a text that is no file yet, go.mod and the like.
		if file, err := fromURI(params.TextDocument.URI); err == nil && strings.HasSuffix(file, ".go") {
			return s.document(strings.TrimPrefix(method, "textDocument/"), file, &params)
		}
	case "window/workDoneProgress/cancel":
		var params tokenParams
		if err := json.Unmarshal(raw, &params); err != nil {
			return err
		}
		s.cancel(params.Token)
	}
	return nil
}

// document notes what has happened to a file, and starts a check.
func (s *server) document(event, file string, params *documentParams) error {
	doc := s.docs[file]
	if doc == nil && event != "didOpen" {
		return fmt.Errorf("%s is not open", file)
	}
	switch event {
	case "didOpen":
		saved, err := source.Read(file)
		s.docs[file] = &document{
			uri:     params.TextDocument.URI,
			version: params.TextDocument.Version,
			text:    params.TextDocument.Text,
			unsaved: err != nil || string(saved) != params.TextDocument.Text,
		}
		return s.check(file)
	case "didChange":
		for _, change := range params.ContentChanges {
			doc.text = change.Text
		}
		doc.version, doc.unsaved = params.TextDocument.Version, true
	case "didSave":
		doc.unsaved = false
		return s.check(file)
	case "didClose":
		delete(s.docs, file)
		return s.clear(file, doc.uri)
	}
	return nil
}

// inWorkspace reports whether a file is in a folder that the user opened. Editors also open files
// in the module cache, which users can't change.
func (s *server) inWorkspace(file string) bool {
	return len(s.folders) == 0 || slices.ContainsFunc(s.folders, func(dir string) bool {
		rel, err := filepath.Rel(dir, file)
		return err == nil && filepath.IsLocal(rel)
	})
}

// moduleOf returns the directory of the module that a file is in, or else
// the file's own.
func moduleOf(file string) string {
	for dir := filepath.Dir(file); ; {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return filepath.Dir(file)
		}
		dir = parent
	}
}
