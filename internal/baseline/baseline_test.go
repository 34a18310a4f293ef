package baseline

import (
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/govet"
)

const before = `package p

func Greet() {
	go func() { stream.Send(1) }()
	stream.Send(2)
}

func (s *Server) Leave() {
	go func() { s.stream.Send(3) }()
	s.stream.CloseSend()
}
`

// find returns a finding for every Send in the file that stands behind
// "go func".
func find(t *testing.T, file string) []govet.Finding {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	const open = "go func() { "
	var list []govet.Finding
	for i, line := range strings.Split(string(text), "\n") {
		if col := strings.Index(line, open); col >= 0 {
			list = append(list, govet.Finding{
				Package: "example.com/p", Category: "sendsend", Message: line,
				Pos: token.Position{Filename: file, Line: i + 1, Column: col + len(open) + 1},
			})
		}
	}
	return list
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

func TestBaseline(t *testing.T) {
	dir := t.TempDir()
	code, file := filepath.Join(dir, "p.go"), filepath.Join(dir, "baseline.txt")
	write(t, code, before)
	if err := Write(file, find(t, code)); err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	want := "sendsend example.com/p (*Server).Leave s.stream.Send\nsendsend example.com/p Greet stream.Send\n"
	if got := strings.TrimPrefix(string(text), header); got != want {
		t.Errorf("the file has\n%swant\n%s", got, want)
	}

	for _, test := range []struct {
		name     string
		old, new string   // edit of the code
		fresh    []int    // lines of findings that are new
		unused   []string // entries that match nothing
	}{
		{name: "no change", old: "package p", new: "package p"},
		{name: "moved by lines", old: "package p\n", new: "package p\n\nimport \"fmt\"\n"},
		{name: "moved in the line", old: "go func() { stream.Send(1) }()", new: "if true { go func() { stream.Send(1) }() }"},
		{
			name:  "a new one in a new function",
			old:   "func Greet()",
			new:   "func Wave() {\n\tgo func() { stream.Send(0) }()\n}\n\nfunc Greet()",
			fresh: []int{4},
		},
		{
			name:  "a second one that reads like the first",
			old:   "\tstream.Send(2)",
			new:   "\tgo func() { stream.Send(0) }()\n\tstream.Send(2)",
			fresh: []int{5},
		},
		{
			name:   "a mended one",
			old:    "go func() { stream.Send(1) }()",
			new:    "stream.Send(1)",
			unused: []string{"sendsend example.com/p Greet stream.Send"},
		},
		{
			name:   "another stream",
			old:    "{ stream.Send(1)",
			new:    "{ other.Send(1)",
			fresh:  []int{4},
			unused: []string{"sendsend example.com/p Greet stream.Send"},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			if strings.Count(before, test.old) != 1 {
				t.Fatalf("%q is not once in the code", test.old)
			}
			write(t, code, strings.Replace(before, test.old, test.new, 1))
			b, err := Read(file)
			if err != nil {
				t.Fatal(err)
			}
			fresh, unused := b.Apply(find(t, code))
			var lines []int
			for _, f := range fresh {
				lines = append(lines, f.Pos.Line)
			}
			if !slices.Equal(lines, test.fresh) {
				t.Errorf("new findings at lines %v, want %v", lines, test.fresh)
			}
			var entries []string
			for _, e := range unused {
				entries = append(entries, e.String())
			}
			if !slices.Equal(entries, test.unused) {
				t.Errorf("unused entries %q, want %q", entries, test.unused)
			}
		})
	}
}

func TestRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "baseline.txt")
	write(t, file, "# a comment\n\n  sendsend example.com/p Greet m[a + b].Send  \r\n")
	b, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(b) != 1 || b[0].Expr != "m[a + b].Send" || b[0].Line != 3 {
		t.Errorf("got %+v", b)
	}

	write(t, file, "# a comment\nsendsend example.com/p\n")
	if _, err := Read(file); err == nil || !strings.Contains(err.Error(), "baseline.txt:2:") {
		t.Errorf("error is %v, want one at line 2", err)
	}
	if _, err := Read(file + ".missing"); err == nil {
		t.Error("no error for a missing file")
	}
}

func TestWriteFails(t *testing.T) {
	dir := t.TempDir()
	if err := Write(filepath.Join(dir, "no", "such", "dir"), nil); err == nil {
		t.Error("no error")
	}
	if err := Write(dir, nil); err == nil {
		t.Error("no error for a directory")
	}
	left, err := filepath.Glob(dir + ".*.tmp")
	if err != nil || left != nil {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
