package client

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// A Position is a place in a file, counted from 0.
type Position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

// A Range is a part of a file.
type Range struct {
	Start Position `json:"start"`
	End   Position `json:"end"`
}

// A Location is a part of some file.
type Location struct {
	URI   string `json:"uri"`
	Range Range  `json:"range"`
}

// A Diagnostic is what a server has to say of a part of a file.
type Diagnostic struct {
	Range              Range                `json:"range"`
	Severity           int                  `json:"severity,omitempty"`
	Code               string               `json:"code,omitempty"`
	CodeDescription    *CodeDescription     `json:"codeDescription,omitempty"`
	Source             string               `json:"source,omitempty"`
	Message            string               `json:"message"`
	RelatedInformation []RelatedInformation `json:"relatedInformation,omitempty"`
}

// A CodeDescription tells where the code of a diagnostic is described.
type CodeDescription struct {
	Href string `json:"href"`
}

// A RelatedInformation is another place that belongs to a diagnostic.
type RelatedInformation struct {
	Location Location `json:"location"`
	Message  string   `json:"message"`
}

// Open opens a file as it is on disk.
func (e *Editor) Open(file string) {
	e.t.Helper()
	text, err := os.ReadFile(filepath.Join(e.root, file))
	if err != nil {
		e.t.Fatal(err)
	}
	e.versions[file] = 1
	e.Notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{
		"uri": e.uri(file), "languageId": "go", "version": 1, "text": string(text),
	}})
}

// Edit gives an open file a new text, without saving it.
func (e *Editor) Edit(file, text string) {
	e.t.Helper()
	e.versions[file]++
	e.Notify("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": e.uri(file), "version": e.versions[file]},
		"contentChanges": []any{map[string]any{"text": text}},
	})
}

// Save saves an open file.
func (e *Editor) Save(file, text string) {
	e.t.Helper()
	if err := os.WriteFile(filepath.Join(e.root, file), []byte(text), 0o666); err != nil {
		e.t.Fatal(err)
	}
	e.Notify("textDocument/didSave", map[string]any{"textDocument": map[string]any{"uri": e.uri(file)}})
}

// Close closes a file.
func (e *Editor) Close(file string) {
	e.t.Helper()
	delete(e.versions, file)
	e.Notify("textDocument/didClose", map[string]any{"textDocument": map[string]any{"uri": e.uri(file)}})
}

// Published waits until the server has published exactly these lines of
// diagnostics from a source about a file, counted from 1, and returns the
// diagnostics.
func (e *Editor) Published(file, source string, lines ...int) []Diagnostic {
	e.t.Helper()
	var got []Diagnostic
	e.wait(func() bool {
		got = From(source, e.diagnostics[e.uri(file)].diagnostics)
		_, any := e.diagnostics[e.uri(file)]
		return any && slices.Equal(Lines(got), lines)
	}, func() string {
		return fmt.Sprintf("diagnostics of %s at lines %v of %s; have%s", source, lines, file,
			describeDiagnostics(e.diagnostics[e.uri(file)].diagnostics))
	})
	return got
}

// Pull asks for the diagnostics of a file.
func (e *Editor) Pull(file string) []Diagnostic {
	e.t.Helper()
	var report struct{ Items []Diagnostic }
	e.Call("textDocument/diagnostic", map[string]any{"textDocument": map[string]any{"uri": e.uri(file)}}, &report)
	return report.Items
}

// QuickFixes asks how a diagnostic can be mended, and returns the titles.
func (e *Editor) QuickFixes(file string, d Diagnostic) []string {
	e.t.Helper()
	var actions []struct{ Title string }
	e.Call("textDocument/codeAction", map[string]any{
		"textDocument": map[string]any{"uri": e.uri(file)},
		"range":        d.Range,
		"context":      map[string]any{"diagnostics": []any{d}, "only": []any{"quickfix"}},
	}, &actions)
	var titles []string
	for _, a := range actions {
		titles = append(titles, a.Title)
	}
	return titles
}

// Progress waits until the server has shown that it began and ended some
// work.
func (e *Editor) Progress() {
	e.t.Helper()
	e.wait(func() bool {
		begin := slices.Index(e.progress, "begin")
		return begin >= 0 && slices.Contains(e.progress[begin:], "end")
	}, func() string { return fmt.Sprintf("the progress of some work; have %v", e.progress) })
}

// From returns the diagnostics that come from a source.
func From(source string, list []Diagnostic) []Diagnostic {
	return slices.DeleteFunc(slices.Clone(list), func(d Diagnostic) bool { return d.Source != source })
}

// Lines returns the sorted lines of diagnostics, counted from 1.
func Lines(list []Diagnostic) []int {
	var lines []int
	for _, d := range list {
		lines = append(lines, d.Range.Start.Line+1)
	}
	slices.Sort(lines)
	return lines
}
