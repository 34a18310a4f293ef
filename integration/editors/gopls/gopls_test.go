// Package gopls_test drives the gopls that "streamvet gopls install"
// builds.
package gopls_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/integration/editors/client"
	"github.com/streamvet/streamvet/integration/fixture"
)

// install builds a version of gopls and returns its path. It gives the
// test an empty cache for it.
func install(t testing.TB, version string) string {
	t.Helper()
	streamvet := fixture.Build(t, "../../..", "./cmd/streamvet")
	dir := t.TempDir()
	cmd := exec.Command(streamvet, "gopls", "install", "-version", version, "-source=../../..", "-o", dir)
	var stderr strings.Builder
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("streamvet gopls install: %v\n%s", err, &stderr)
	}
	gopls := strings.TrimSuffix(string(out), "\n")
	if filepath.Dir(gopls) != dir {
		t.Errorf("the program is %s, want it in %s", gopls, dir)
	}
	// gopls keeps results on disk: start with none.
	t.Setenv("GOPLSCACHE", t.TempDir())
	return gopls
}

// What gopls calls source and code are the analyzer and its category.
const file, source = "client/client.go", "streamvet"

// Each version needs a Go release that is new enough. That it builds and
// shows findings is seen with both, the rest with the latest.
func TestGopls(t *testing.T) {
	t.Run("v0.23.0", func(t *testing.T) {
		fixture.UseToolchain(t, fixture.Toolchains[0])
		testFindings(t, install(t, "v0.23.0"), "v0.23.0")
	})
	t.Run("v0.24.0", func(t *testing.T) {
		fixture.UseToolchain(t, fixture.Toolchains[1])
		gopls := install(t, "v0.24.0")
		testFindings(t, gopls, "v0.24.0")
		testBaseline(t, gopls)
		testFactsAndSettings(t, gopls)
	})
}

func read(t testing.TB, dir, file string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, file))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func testFindings(t *testing.T, gopls, version string) {
	t.Run("version", func(t *testing.T) {
		out, err := exec.Command(gopls, "version").Output()
		if err != nil || !strings.Contains(string(out), version+"+streamvet") {
			t.Errorf("version is %q, %v", out, err)
		}
	})

	t.Run("diagnostics", func(t *testing.T) {
		dir := fixture.Copy(t, "../../testdata/chat")
		edit := client.Start(t, dir, nil, gopls)
		line := func(mark string) int { return fixture.Line(t, filepath.Join(dir, file), mark) }
		sendsend, closesend := line("// finding: sendsend"), line("// finding: closesend")

		edit.Open(file)
		got := edit.Published(file, source, sendsend, closesend)
		d := got[slices.IndexFunc(got, func(d client.Diagnostic) bool { return d.Range.Start.Line+1 == sendsend })]
		checkPlaces(t, dir, d)
		if d.Code != "sendsend" {
			t.Errorf("code is %q", d.Code)
		}
		if d.CodeDescription == nil || !strings.HasSuffix(d.CodeDescription.Href, "/docs/checks/sendsend.md") {
			t.Errorf("the code is described at %+v", d.CodeDescription)
		}

		// Editors that ask get the same.
		pulled := client.From(source, edit.Pull(file))
		if !slices.Equal(client.Lines(pulled), []int{sendsend, closesend}) {
			t.Errorf("pulled diagnostics at lines %v", client.Lines(pulled))
		}

		// There is no edit that surely repairs an overlap, but one that suppresses it.
		if got := edit.QuickFixes(file, d); len(got) != 1 || !strings.HasPrefix(got[0], "Suppress this finding") {
			t.Errorf("quick fixes are %q", got)
		}

		// Diagnostics vanish and come back without saving.
		good := strings.Replace(read(t, dir, file), "	go func() { // spawn: sendsend", "	func() { // spawn: sendsend", 1)
		edit.Edit(file, good)
		edit.Published(file, source, closesend)
		edit.Edit(file, read(t, dir, file))
		edit.Published(file, source, sendsend, closesend)
	})
}

// testBaseline checks that a gopls does as the project's file says, and that a
// change of the baseline counts from the next start on, whatever is kept on
// disk.
func testBaseline(t *testing.T, gopls string) {
	t.Run("baseline", func(t *testing.T) {
		dir := fixture.Copy(t, "../../testdata/chat")
		streamvet := fixture.Build(t, "../../..", "./cmd/streamvet")
		accept := exec.Command(streamvet, "-C", dir, "-write-baseline=base.txt", "./...")
		if out, err := accept.CombinedOutput(); err != nil {
			t.Fatalf("streamvet -write-baseline: %v\n%s", err, out)
		}
		if err := os.WriteFile(filepath.Join(dir, ".streamvet.json"), []byte(`{"baseline": "base.txt"}`), 0o666); err != nil {
			t.Fatal(err)
		}
		line := func(mark string) int { return fixture.Line(t, filepath.Join(dir, file), mark) }
		edit := client.Start(t, dir, nil, gopls)
		edit.Open(file)
		// All but a new one are accepted, and that in a text that is not saved.
		text := "// Not saved.\n\n" + read(t, dir, file) + `
func Again(ctx context.Context, cc *grpc.ClientConn) error {
	stream, err := chat.Connect(ctx, cc)
	if err != nil {
		return err
	}
	go func() {
		_ = stream.Send(chat.Text("new"))
	}()
	return stream.Send(chat.Text("also new"))
}
`
		edit.Edit(file, text)
		before, _, _ := strings.Cut(text, `chat.Text("new")`)
		edit.Published(file, source, strings.Count(before, "\n")+1)

		if err := os.WriteFile(filepath.Join(dir, "base.txt"), nil, 0o666); err != nil {
			t.Fatal(err)
		}
		edit = client.Start(t, dir, nil, gopls)
		edit.Open(file)
		edit.Published(file, source, line("// finding: sendsend"), line("// finding: closesend"))
	})
}

func testFactsAndSettings(t *testing.T, gopls string) {
	t.Run("facts", func(t *testing.T) {
		dir := fixture.Copy(t, "../../testdata/chat")
		edit := client.Start(t, dir, nil, gopls)
		const app, heartbeat = "app/app.go", "heartbeat/heartbeat.go"
		line := fixture.Line(t, filepath.Join(dir, app), "// finding: sendsend")
		edit.Open(app)
		edit.Published(app, source, line)

		// An edit of another package, not saved, counts.
		edit.Open(heartbeat)
		edit.Edit(heartbeat, strings.Replace(read(t, dir, heartbeat), "go func() {", "func() {", 1))
		edit.Published(app, source)
	})

	t.Run("off", func(t *testing.T) {
		dir := fixture.Copy(t, "../../testdata/chat")
		settings := map[string]any{"analyses": map[string]any{source: false}}
		edit := client.Start(t, dir, settings, gopls)
		edit.Open(file)
		// Another analyzer's diagnostic shows that analysis took place.
		edit.Edit(file, strings.Replace(read(t, dir, file), "return conn.CloseSend()", "conn = conn\n\treturn conn.CloseSend()", 1))
		assign := edit.Published(file, "assign", fixture.Line(t, filepath.Join(dir, file), "// other: closesend"))
		edit.Published(file, source)
		// Quick fixes that there are do get here.
		if got := edit.QuickFixes(file, assign[0]); len(got) == 0 {
			t.Error("no quick fix for a self-assignment")
		}
	})
}

func TestNoSuchGopls(t *testing.T) {
	fixture.UseToolchain(t, fixture.Toolchains[0])
	streamvet := fixture.Build(t, "../../..", "./cmd/streamvet")
	for version, want := range map[string]string{
		"v0.22.0":  "gopls v0.22.0 can't have streamvet",
		"v0.24.0":  "requires go >= 1.27",
		"nonsense": "gopls nonsense can't be had",
	} {
		cmd := exec.Command(streamvet, "gopls", "install", "-version", version, "-source=../../..", "-o", t.TempDir())
		out, err := cmd.CombinedOutput()
		if err == nil || !strings.Contains(string(out), want) {
			t.Errorf("%s: %v\n%s", version, err, out)
		}
	}
}

// checkPlaces checks the range of the sendsend in client.go and the places
// that belong to it.
func checkPlaces(t *testing.T, dir string, d client.Diagnostic) {
	t.Helper()
	lines := strings.Split(read(t, dir, file), "\n")
	// These files are ASCII: characters are bytes.
	at := func(r client.Range) string {
		if r.Start.Line != r.End.Line {
			return "several lines"
		}
		return lines[r.Start.Line][r.Start.Character:r.End.Character]
	}
	if got, want := at(d.Range), `stream.Send(chat.Text("hello"))`; got != want {
		t.Errorf("the diagnostic is at %q, want %q", got, want)
	}
	var places []int
	for _, rel := range d.RelatedInformation {
		if rel.Location.URI != client.URI(filepath.Join(dir, file)) {
			t.Errorf("related place in %s", rel.Location.URI)
			continue
		}
		places = append(places, rel.Location.Range.Start.Line+1)
	}
	want := []int{
		fixture.Line(t, filepath.Join(dir, file), "// spawn: sendsend"),
		fixture.Line(t, filepath.Join(dir, file), "// other: sendsend"),
		fixture.Line(t, filepath.Join(dir, file), "func Greet(") + 1, // where the stream comes from
	}
	if !slices.Equal(places, want) {
		t.Fatalf("related places at lines %v, want %v", places, want)
	}
	for i, want := range []string{"go func()", `stream.Send(chat.Text("good day"))`} {
		if got := at(d.RelatedInformation[i].Location.Range); got != want {
			t.Errorf("related place %d is %q, want %q", i, got, want)
		}
	}
}
