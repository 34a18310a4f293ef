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
	if err := Write(file, find(t, code), nil); err != nil {
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

// A baseline may be a link to a device that has no end.
func TestReadTooLarge(t *testing.T) {
	file := filepath.Join(t.TempDir(), "baseline.txt")
	for _, text := range []string{"", "# "} {
		write(t, file, text)
		if err := os.Truncate(file, maxSize+1); err != nil {
			t.Fatal(err)
		}
		if b, err := Read(file); err == nil {
			t.Errorf("no error, and %d entries", len(b))
		}
	}
}

// What is read is what is written: an entry is its own line.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		header + "sendsend example.com/p Greet stream.Send\n",
		"  sendsend example.com/p (*Server).Leave m[a + b].Send  \r\n\n# a comment\n",
		"a b c d e\na b c\n", "a  b c d\n", "\x00 \u2028 \xff \x1b[31m", "a b c d\u0085",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		b, err := parse("baseline.txt", strings.NewReader(text))
		if err != nil {
			return
		}
		var again strings.Builder
		for _, e := range b {
			again.WriteString(e.String() + "\n")
		}
		c, err := parse("baseline.txt", strings.NewReader(again.String()))
		if err != nil {
			t.Fatalf("%q is read, but not what it says: %v", text, err)
		}
		if !slices.EqualFunc(b, c, func(x, y Entry) bool { return x.Anchor == y.Anchor }) {
			t.Errorf("%q has %q; written and read again that is %q", text, b, c)
		}
		for i, e := range b {
			if i > 0 && e.Line <= b[i-1].Line {
				t.Errorf("entry %d is at line %d, the one before it at line %d", i, e.Line, b[i-1].Line)
			}
		}
		if fresh, unused := b.Apply(nil); len(fresh) != 0 || len(unused) != len(b) {
			t.Errorf("of %d entries, %d match nothing", len(b), len(unused))
		}
	})
}

// A baseline accepts the findings that it was written for, wherever they are in
// whatever code.
func FuzzWrite(f *testing.F) {
	f.Add(before, 4, 14, 10, 2)
	f.Add("package p\n\nfunc F() { m[`\n \u202e\x1b`].Send(1); func() {}() }\n", 3, 12, 4, 1)
	f.Add("package p\n//line /dev/zero:3\nvar x = f(\n", 3, 9, 1, 1)
	f.Add("package p\r\n\r\nfunc (T[K, V]) F() {\r\n\tgo s.Send()\r\n}", 4, 5, 99, 99)
	f.Add("no Go \xff # at all", 1, 1, -1, 0)
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, code string, line1, col1, line2, col2 int) {
		name, file := filepath.Join(dir, "p.go"), filepath.Join(dir, "baseline.txt")
		write(t, name, code)
		findings := []govet.Finding{
			{Package: "example.com/p", Category: "sendsend", Pos: token.Position{Filename: name, Line: line1, Column: col1}},
			{Package: "example.com/p", Category: "recvrecv", Pos: token.Position{Filename: name, Line: line2, Column: col2}},
			{},
		}
		if err := Write(file, findings, nil); err != nil {
			t.Fatal(err)
		}
		b, err := Read(file)
		if err != nil {
			t.Fatal(err)
		}
		if fresh, unused := b.Apply(findings); len(fresh) != 0 || len(unused) != 0 {
			t.Errorf("it has %q, but not %v, and too much: %q", b, fresh, unused)
		}
	})
}

// What is to be kept is, in the order of all entries.
func TestWriteKeeps(t *testing.T) {
	dir := t.TempDir()
	code, file := filepath.Join(dir, "p.go"), filepath.Join(dir, "baseline.txt")
	write(t, code, before)
	write(t, file, "sendsend example.com/a F a.Send\n# comment\nsendsend example.com/z F z.Send\n")
	keep, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := Write(file, find(t, code), keep); err != nil {
		t.Fatal(err)
	}
	got, err := Read(file)
	if err != nil {
		t.Fatal(err)
	}
	var packages []string
	for _, e := range got {
		packages = append(packages, e.Package)
	}
	if want := []string{"example.com/a", "example.com/p", "example.com/p", "example.com/z"}; !slices.Equal(packages, want) {
		t.Errorf("entries are about %q, want %q", packages, want)
	}
}

func TestWriteFails(t *testing.T) {
	dir := t.TempDir()
	if err := Write(filepath.Join(dir, "no", "such", "dir"), nil, nil); err == nil {
		t.Error("no error")
	}
	if err := Write(dir, nil, nil); err == nil {
		t.Error("no error for a directory")
	}
	left, err := filepath.Glob(filepath.Join(dir, "..", ".*.tmp"))
	if err != nil || left != nil {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
