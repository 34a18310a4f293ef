package lsp

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/directive"
	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/terminal"
)

// The kinds of code actions, and the command of one of them.
const (
	suppressKind = "quickfix"
	storyKind    = "quickfix.streamvet.story"
	showStory    = "streamvet.showStory"
)

// A shown is a finding that the editor shows.
type shown struct {
	id         int
	finding    govet.Finding
	diagnostic diagnostic
	line       string // the code there, as it was analyzed
	job        *job
}

// codeActions returns what can be done about the findings in a part of a file.
//
// There is no action that changes what the code does. A mutex has to be around all calls, wherever
// they are, and a goroutine that holds it while the other side doesn't read blocks all others:
// people have to decide that. The story names the recipe that fits.
func (s *server) codeActions(raw json.RawMessage) (any, *rpcError) {
	var params codeActionParams
	if err := json.Unmarshal(raw, &params); err != nil {
		return nil, &rpcError{codeInvalidParams, err.Error()}
	}
	actions := []codeAction{}
	file, err := fromURI(params.TextDocument.URI)
	if err != nil {
		return actions, nil
	}
	wanted := func(kind string) bool {
		return len(params.Context.Only) == 0 || slices.ContainsFunc(params.Context.Only, func(only string) bool {
			return kind == only || strings.HasPrefix(kind, only+".")
		})
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	j := s.jobs[moduleOf(file)]
	if j == nil {
		return actions, nil
	}
	for _, f := range j.published[file] {
		if r := f.diagnostic.Range; r.End.Line < params.Range.Start.Line || params.Range.End.Line < r.Start.Line {
			continue
		}
		if a, ok := s.suppress(file, params.TextDocument.URI, f); ok && wanted(suppressKind) {
			actions = append(actions, a)
		}
		if f.finding.Story != nil && wanted(storyKind) {
			actions = append(actions, codeAction{
				Title: "Show how it comes to this", Kind: storyKind, Diagnostics: []diagnostic{f.diagnostic},
				Command: &command{"Show how it comes to this", showStory, []int{f.id}},
			})
		}
	}
	return actions, nil
}

// suppress returns the action that writes a directive above a finding, where the
// code is still as it was.
func (s *server) suppress(file, uri string, f shown) (codeAction, bool) {
	doc := s.docs[file]
	n := f.diagnostic.Range.Start.Line
	if doc == nil || f.finding.Category == directive.Category || f.finding.Category == "" {
		return codeAction{}, false
	}
	lines := strings.Split(doc.text, "\n")
	if n >= len(lines) || lines[n] != f.line {
		return codeAction{}, false
	}
	indent := f.line[:len(f.line)-len(strings.TrimLeft(f.line, " \t"))]
	at := place{Line: n}
	return codeAction{
		Title: "Suppress this finding: write why it can't happen", Kind: suppressKind, Diagnostics: []diagnostic{f.diagnostic},
		Edit: &workspaceEdit{Changes: map[string][]textEdit{
			uri: {{span{at, at}, indent + directive.Text(f.finding.Category, "TODO: say why this can't happen") + lineEnd(f.line)}},
		}},
	}, true
}

// lineEnd returns what ends the lines of the file that a line, up to its \n, is from.
func lineEnd(line string) string {
	if strings.HasSuffix(line, "\r") {
		return "\r\n"
	}
	return "\n"
}

// execute carries out a command.
func (s *server) execute(raw json.RawMessage) *rpcError {
	var params executeParams
	if err := json.Unmarshal(raw, &params); err != nil {
		return &rpcError{codeInvalidParams, err.Error()}
	}
	if params.Command != showStory || len(params.Arguments) != 1 {
		return &rpcError{codeInvalidParams, "no such command: " + params.Command}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, j := range s.jobs {
		for _, list := range j.published {
			for _, f := range list {
				if f.id == params.Arguments[0] {
					return s.show(f)
				}
			}
		}
	}
	return &rpcError{codeInvalidParams, "the finding is gone"}
}

// show shows the story of a finding: as a document, if the editor can do that.
func (s *server) show(f shown) *rpcError {
	var b strings.Builder
	module := f.job.module
	err := terminal.Write(&b, &govet.Result{Findings: []govet.Finding{f.finding}}, terminal.Style{
		Severity: f.job.converter.severity,
		Name: func(file string) string {
			file = f.job.converter.file(file)
			if rel, err := filepath.Rel(module, file); err == nil && filepath.IsLocal(rel) {
				return rel
			}
			return file
		},
	})
	if err != nil {
		return &rpcError{codeInternal, err.Error()}
	}
	text := f.job.converter.text(b.String())
	if !s.shows {
		s.tell("window/showMessage", messageParams{typeInfo, text})
		return nil
	}
	file := filepath.Join(s.overlays.mkdir(text), fmt.Sprintf("%s.txt", f.finding.Category))
	if err := writeFile(file, text); err != nil {
		return &rpcError{codeInternal, err.Error()}
	}
	// The editor's answer comes by way of the goroutine that this runs on.
	s.running.Go(func() {
		if err := s.conn.call(s.ctx, "window/showDocument", showDocumentParams{toURI(file), true}); err != nil && s.ctx.Err() == nil {
			s.tell("window/logMessage", messageParams{typeLog, "showing a document: " + err.Error()})
		}
	})
	return nil
}
