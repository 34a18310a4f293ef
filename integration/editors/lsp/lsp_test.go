// Package lsp_test drives "streamvet lsp" as an editor does.
package lsp_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/integration/editors/client"
	"github.com/streamvet/streamvet/integration/fixture"
)

func TestLSP(t *testing.T) {
	streamvet := fixture.Build(t, "../../..", "./cmd/streamvet")
	dir := fixture.Copy(t, "../../testdata/chat")
	const (
		source    = "streamvet"
		file      = "client/client.go"
		app       = "app/app.go"
		heartbeat = "heartbeat/heartbeat.go"
	)
	read := func(file string) string {
		text, err := os.ReadFile(filepath.Join(dir, file))
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	}
	line := func(file, mark string) int { return fixture.Line(t, filepath.Join(dir, file), mark) }

	edit := client.Start(t, dir, nil, streamvet, "lsp")
	edit.Open(file)
	sendsend, closesend := line(file, "// finding: sendsend"), line(file, "// finding: closesend")
	got := edit.Published(file, source, sendsend, closesend)
	edit.Progress()
	d := got[0]
	if d.Code != "sendsend" || d.CodeDescription == nil || !strings.HasSuffix(d.CodeDescription.Href, "/docs/checks/sendsend.md") {
		t.Errorf("code is %q, described at %+v", d.Code, d.CodeDescription)
	}
	places := make(map[int]bool)
	for _, rel := range d.RelatedInformation {
		if rel.Location.URI != client.URI(filepath.Join(dir, file)) {
			t.Errorf("related place in %s", rel.Location.URI)
		}
		places[rel.Location.Range.Start.Line+1] = true
	}
	if !places[line(file, "// other: sendsend")] || !places[line(file, "// spawn: sendsend")] {
		t.Errorf("related places are %+v", d.RelatedInformation)
	}

	// It can be suppressed, which needs a reason, and its story be shown.
	if got := edit.QuickFixes(file, d); len(got) != 2 || !strings.HasPrefix(got[0], "Suppress this finding") || !strings.HasPrefix(got[1], "Show how") {
		t.Errorf("quick fixes are %q", got)
	}

	// Saved without the finding, and with it again.
	bad := read(file)
	good := strings.Replace(bad, "go func() { // spawn: sendsend", "func() { // spawn: sendsend", 1)
	edit.Edit(file, good)
	edit.Save(file, good)
	edit.Published(file, source, closesend)
	edit.Edit(file, bad)
	edit.Save(file, bad)
	edit.Published(file, source, sendsend, closesend)

	// What is not saved counts, in other packages too: here a line more,
	// and a heartbeat that waits.
	edit.Open(app)
	edit.Published(app, source, line(app, "// finding: sendsend"))
	edit.Edit(app, "\n"+read(app))
	edit.Open(heartbeat)
	edit.Published(app, source, line(app, "// finding: sendsend")+1)
	edit.Edit(heartbeat, strings.Replace(read(heartbeat), "go func() {", "func() {", 1))
	edit.Save(app, "\n"+read(app))
	edit.Published(app, source)

	// A closed file has no diagnostics.
	edit.Close(file)
	edit.Published(file, source)
}
