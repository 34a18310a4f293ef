package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestExitCodes(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{
		"a/a.go":     fileA,
		"b/b.go":     fileB,
		"clean/c.go": "package clean\n",
		"bad/bad.go": "package bad\n\nvar x int = \"\"\n",
	})
	tests := []struct {
		args []string
		code int
	}{
		{[]string{"./clean"}, 0},
		{[]string{"./a"}, 1},
		{[]string{"-json", "./a"}, 0},
		{[]string{"./bad"}, 3},
		{[]string{"./bad", "./a"}, 3},
		{[]string{"-json", "./bad"}, 3},
		{[]string{"./nowhere", "./a"}, 2},
		{[]string{"-nosuch", "./a"}, 2},
	}
	for _, tt := range tests {
		t.Run(strings.Join(tt.args, " "), func(t *testing.T) {
			got := r.streamvet(tt.args...)
			if got.code != tt.code {
				t.Errorf("exit code %d, want %d\n%s%s", got.code, tt.code, got.stdout, got.stderr)
			}
			if tt.code == exitUsage {
				return
			}
			// Both print the same, but for the summary.
			vet := r.goVet(tt.args...)
			text, _ := got.summary()
			if lines(vet.stderr) != lines(text) || tt.args[0] == "-json" && vet.code == 0 && vet.stdout != got.stdout {
				t.Errorf("streamvet gives\n%+v\ngo vet gives\n%+v", got, vet)
			}
		})
	}
}

// lines returns a text with its lines in order.
func lines(text string) string {
	return strings.Join(slices.Sorted(strings.Lines(text)), "")
}

func TestText(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{"a/a.go": fileA, "b/b.go": fileB})
	r.streamvet("./...").want(t, 1, foundA, foundB)
	r.streamvet("-c=1", "./a").want(t, 1, foundA, "2\t", "3\tfunc MarkA() {}", "4\t")
}

func TestJSON(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{"a/a.go": fileA})
	got := r.streamvet("-json", "./...")
	var tree map[string]map[string][]struct{ Category, Posn, Message string }
	if err := json.Unmarshal([]byte(got.stdout), &tree); err != nil {
		t.Fatalf("%v in\n%s", err, got.stdout)
	}
	list := tree["example.com/m/a"]["marks"]
	if len(list) != 1 || list[0].Category != "mark" || list[0].Message != "found MarkA" {
		t.Errorf("findings %+v", tree)
	}
}

// A second run is answered from the go command's cache.
func TestCached(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{"a/a.go": fileA, "b/b.go": fileB})
	if got := r.streamvet("-x", "./..."); !strings.Contains(got.stderr, "vet.cfg") {
		t.Errorf("the first run didn't start the tool:\n%s", got.stderr)
	}
	got := r.streamvet("-x", "./...")
	if strings.Contains(got.stderr, "vet.cfg") {
		t.Errorf("the second run started the tool:\n%s", got.stderr)
	}
	if got.code != 1 || !strings.Contains(got.stderr, foundA) || !strings.Contains(got.stderr, foundB) {
		t.Errorf("the second run lost findings: exit code %d\n%s", got.code, got.stderr)
	}
}

func TestDirectory(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{
		"go.mod":     "module example.com/outer\n",
		"sub/go.mod": "module example.com/m\n",
		"sub/a/a.go": fileA,
	})
	for _, args := range [][]string{
		{"-C", "sub", "./..."},
		{"-C=sub", "./..."},
		{"--C", "sub", "-c=-1", "./..."},
		{"-c=-1", "-C", "sub", "./..."},
		{"./...", "-C", "sub"},
		{"./...", "-C=sub"},
	} {
		t.Run(strings.Join(args, " "), func(t *testing.T) {
			r.streamvet(args...).want(t, 1, foundA)
		})
	}
	r.streamvet("-C", "sub", "-C", "sub", "./...").wantSaying(t, exitUsage, "-C given twice")
	r.streamvet("./...", "-C").wantSaying(t, exitUsage, "-C needs a value")
}

func TestNotInModule(t *testing.T) {
	r := newRunner(t, asMarks, nil)
	if err := os.Remove(filepath.Join(r.dir, "go.mod")); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{nil, {"./..."}, {"-json", "./..."}} {
		r.streamvet(args...).want(t, exitUsage,
			"streamvet: "+realPath(r.dir)+" is not in a Go module: there is no go.mod file in it or above it "+
				"(-C DIR runs streamvet in another directory, -modules=all ./... in all modules below this one)",
			"Run 'streamvet -h' for help.")
	}
}

func TestNoPackages(t *testing.T) {
	r := newRunner(t, asMarks, nil)
	r.streamvet("./...").want(t, exitUsage, "streamvet: ./...: there are no packages", "Run 'streamvet -h' for help.")
	r.streamvet().want(t, exitUsage, "streamvet: no Go files in "+realPath(r.dir), "Run 'streamvet -h' for help.")
}

func TestNoGoCommand(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{"a/a.go": fileA})
	r.env = append(r.env, "PATH="+t.TempDir())
	r.streamvet("./...").wantSaying(t, exitUsage, "no go command found on PATH", "install Go")
}

// Where a program may read it, the form is the short one, unless the flags say
// otherwise.
func TestReportForms(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{"a/a.go": fileA})
	const long = "error[mark]: found MarkA\n   --> a/a.go:"
	for _, tt := range []struct {
		args string
		long bool
		ansi bool
	}{
		{"", false, false},
		{"-report=long", true, false},
		{"-color=always", true, true},
		{"-color=always -report=short", false, false},
		{"-color=always -c=0", false, false},
		{"-color=never -report=long", true, false},
	} {
		got := r.streamvet(append(strings.Fields(tt.args), "./a")...)
		if got.code != exitFindings {
			t.Errorf("%s: exit code %d", tt.args, got.code)
		}
		if ansi := strings.Contains(got.stderr, "\x1b["); ansi != tt.ansi {
			t.Errorf("%s: there is color: %t", tt.args, ansi)
		}
		if isLong := strings.Contains(got.stderr, long); isLong != (tt.long && !tt.ansi) {
			t.Errorf("%s: the form is\n%s", tt.args, got.stderr)
		}
	}
}
