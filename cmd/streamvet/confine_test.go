package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever files a line directive names, nothing of them is shown or written,
// and none is waited for.
func TestLineDirectives(t *testing.T) {
	const secret = "hunter2"
	outside := t.TempDir()
	files := map[string]string{
		"a/a.go":      "package a\n",
		"a/other.go":  "package a\n\nfunc MarkOther() {}\n",
		"a/notes.txt": "// " + secret + "\n",
		"b/secret.go": "// " + secret + "\npackage b\n",
	}
	var want []string
	line := 2
	for i, to := range []string{
		filepath.Join(outside, "secret.go") + ":1", filepath.Join(outside, "secret.txt") + ":1", filepath.Join(outside, "secret.go") + ":1:1",
		"notes.txt:1", "../b/secret.go:1", ":1", "\x1b[31m:1",
	} {
		files["a/a.go"] += fmt.Sprintf("//line %s\nfunc Mark%d() {}\n", to, i)
		want = append(want, fmt.Sprintf("a/a.go:%d:6: found Mark%d", line+1, i))
		line += 2
	}
	r := newRunner(t, asMarks, files)
	for _, name := range []string{"secret.go", "secret.txt"} {
		writeFile(t, filepath.Join(outside, name), secret+" // "+secret+"\n")
	}
	want = append(want, "a/other.go:3:6: found MarkOther")

	r.streamvet("./a").want(t, exitFindings, want...)
	r.streamvet("-sarif=log.sarif", "./a").want(t, exitFindings, want...)
	for _, got := range []outcome{
		r.streamvet("-c=1", "./a"),
		r.streamvet("-c=1", "-sarif=log.sarif", "./a"),
		r.streamvet("-json", "./a"),
		r.streamvet("-write-baseline=accepted.txt", "./a"),
		r.goVet("-c=1", "./a"),
	} {
		if strings.Contains(got.stdout+got.stderr, secret) {
			t.Errorf("it prints\n%s%s", got.stdout, got.stderr)
		}
	}
	for _, name := range []string{"log.sarif", "accepted.txt"} {
		text := r.read(name)
		for _, elsewhere := range []string{secret, outside, "notes.txt", "b/secret.go"} {
			if strings.Contains(text, elsewhere) {
				t.Errorf("%s names %s:\n%s", name, elsewhere, text)
			}
		}
	}
}

// What cgo makes of a file leads back to that file.
func TestLineDirectivesOfCgo(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{
		"a/a.go": "package a\n\n// int one(void) { return 1; }\nimport \"C\"\n\nfunc MarkA() { _ = C.one() }\n\n//line /dev/zero:1\nfunc MarkB() { _ = C.one() }\n",
	})
	// With -trimpath, the go command takes what cgo has made for another folder with
	// the same files, such as that of an earlier run of this test, and its names.
	r.env = append(r.env, "CGO_ENABLED=1", "GOCACHE="+t.TempDir())
	if got := r.run("go", "build", "./..."); got.code != 0 {
		t.Logf("there is no cgo here: %s", got.stderr)
		return
	}
	want := []string{"a/a.go:6:6: found MarkA", "a/a.go:9:6: found MarkB"}
	r.streamvet("./a").want(t, exitFindings, want...)
	r.streamvet("-trimpath", "./a").want(t, exitFindings, want...)
}
