package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// What can't be asked is a usage error, and says what is wrong.
func TestWhyUsage(t *testing.T) {
	r := newRunner(t, asReal, map[string]string{"a/a.go": "package a\n\nfunc F() {}\n", "b/b.txt": "no code"})
	for _, tt := range []struct {
		args string
		want string
	}{
		{"why", "usage: streamvet why"},
		{"why a/a.go:1 a/a.go:2 a/a.go:3", "usage: streamvet why"},
		{"why a/a.go", `"a/a.go" is not FILE:LINE`},
		{"why a/a.go:x", `"a/a.go:x" has no line number`},
		{"why a/a.go:0", `"a/a.go:0" has no line number`},
		{"why a/b.go:3", "there is no file a/b.go"},
		{"why b/b.txt:3", "is not FILE:LINE"},
	} {
		got := r.streamvet(strings.Fields(tt.args)...)
		if got.code != exitUsage || !strings.Contains(got.stderr, tt.want) {
			t.Errorf("streamvet %s: exit code %d, and\n%swant %q", tt.args, got.code, got.stderr, tt.want)
		}
	}
	if got := r.streamvet("why", "a/a.go:3"); got.code != exitOK || !strings.Contains(got.stdout, "does nothing with streams") {
		t.Errorf("about a package without streams: exit code %d, and\n%s%s", got.code, got.stdout, got.stderr)
	}
	if got := r.streamvet("help", "why"); got.code != exitOK || !strings.Contains(got.stderr, "usage: streamvet why") {
		t.Errorf("help: exit code %d, and\n%s", got.code, got.stderr)
	}
}

// The answers about the examples: the client of the one closes the stream beside its sender, that of
// the other after it.
func TestWhy(t *testing.T) {
	r := &runner{t: t, dir: examplesDir(t), env: append(os.Environ(), asStreamvet+"="+asReal, "GOWORK=off", "GOFLAGS=")}
	for _, tt := range []struct{ pkg, want string }{
		{"chat", "use one stream, and nothing orders them"},
		{"chatfixed", "one goroutine does both, one after the other"},
	} {
		var args []string
		file := filepath.Join(tt.pkg, "chat.go")
		for _, call := range []string{"stream.CloseSend()", "stream.Send(&"} {
			args = append(args, file+":"+lineOf(t, filepath.Join(r.dir, file), call))
		}
		got := r.streamvet(append([]string{"why"}, args...)...)
		if got.code != exitOK || !strings.Contains(got.stdout, tt.want) {
			t.Errorf("why %q: exit code %d, and\n%s%swant %q", args, got.code, got.stdout, got.stderr, tt.want)
		}
	}
}

// The packages after -- are named from the current directory, and not from that of the first file.
func TestWhyOfPackages(t *testing.T) {
	r := newRunner(t, asReal, map[string]string{
		"a/a.go": "package a\n\nfunc F() {}\n", "cmd/main.go": "package main\n\nimport \"example.com/m/a\"\n\nfunc main() { a.F() }\n",
	})
	for _, packages := range []string{"./cmd", "./...", "example.com/m/cmd"} {
		if got := r.streamvet("why", "a/a.go:3", "a/a.go:3", "--", packages); got.code != exitOK || got.stderr != "" {
			t.Errorf("-- %s: exit code %d, and\n%s", packages, got.code, got.stderr)
		}
	}
}

// lineOf returns the number of the first line of a file with a text.
func lineOf(t *testing.T, file, text string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	before, _, ok := strings.Cut(string(data), text)
	if !ok {
		t.Fatalf("%s has no %s", file, text)
	}
	return strconv.Itoa(1 + strings.Count(before, "\n"))
}
