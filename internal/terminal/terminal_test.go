package terminal

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/streamvet/streamvet/internal/findingtest"
	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/severity"
	"github.com/streamvet/streamvet/internal/story"
)

var update = flag.Bool("update", false, "write the files in testdata anew")

// The files in testdata are what is to be read: each is a case.
func TestWrite(t *testing.T) {
	s := findingtest.New(t)
	all := []govet.Finding{s.Room(), s.Talk(), s.Told(s.Room()), s.Directive()}
	gone := s.Directive()
	gone.Pos.Filename, gone.End.Filename = filepath.Join(s.Dir, "gone.go"), filepath.Join(s.Dir, "gone.go")
	for name, test := range map[string]struct {
		findings []govet.Finding
		style    Style
	}{
		"usual.txt":  {all, Style{}},
		"narrow.txt": {all, Style{Width: 20}},
		"wide.txt":   {all[:2], Style{Width: 500}},
		"color.txt":  {all[:1], Style{Color: true, Width: 90, Severity: severity.Scale{story.Conditional: severity.Warning}}},
		"gone.txt":   {[]govet.Finding{gone}, Style{}},
	} {
		t.Run(name, func(t *testing.T) {
			test.style.Name = s.Name
			res := &govet.Result{Findings: test.findings}
			if name == "gone.txt" {
				res.Errors = []govet.AnalysisError{{Package: "example.com/x", Analyzer: "streamvet", Message: "no \x1b way\nat all"}}
			}
			var b strings.Builder
			if err := Write(&b, res, test.style); err != nil {
				t.Fatal(err)
			}
			findingtest.Golden(t, name, b.String(), *update)
			check(t, b.String(), &test.style)
		})
	}
}

// check checks what holds for all that is printed.
func check(t *testing.T, printed string, style *Style) {
	t.Helper()
	limit := usualWidth
	if style.Width > 0 {
		limit = min(max(style.Width, leastWidth), mostWidth)
	}
	for line := range strings.Lines(printed) {
		line = strings.TrimSuffix(line, "\n")
		if style.Color {
			for _, p := range []paint{bold, faint, red, green, blue, cyan} {
				line = strings.ReplaceAll(line, "\x1b["+string(p)+"m", "")
			}
			line = strings.ReplaceAll(line, "\x1b[0m", "")
		}
		if strings.ContainsFunc(line, unicode.IsControl) {
			t.Errorf("%q is not printable", line)
		}
		if width(line) > limit && !strings.Contains(line, "https://") && !strings.Contains(line, "--> ") && !strings.Contains(line, "::: ") {
			t.Errorf("%d columns: %s", width(line), line)
		}
		if strings.TrimRight(line, " ") != line {
			t.Errorf("%q ends with blanks", line)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, test := range []struct {
		s    string
		n    int
		want string
	}{
		{"", 5, ""},
		{"one two three", 7, "one two|three"},
		{"one two three", 100, "one two three"},
		{"abcdefgh ij", 3, "abc|def|gh|ij"},
		{"部屋部屋 x", 5, "部屋|部屋|x"},
		{"部屋", 1, "部|屋"},
	} {
		if got := strings.Join(wrap(test.s, test.n), "|"); got != test.want {
			t.Errorf("wrap(%q, %d) = %s, want %s", test.s, test.n, got, test.want)
		}
	}
}

func TestWindow(t *testing.T) {
	for _, test := range []struct {
		s       string
		from, n int
		want    string
	}{
		{"0123456789", 0, 10, "0123456789"},
		{"0123456789", 0, 8, "01234..."},
		{"0123456789", 2, 8, "...56789"},
		{"0123456789", 1, 8, "...45..."},
		{"部屋部屋部", 1, 9, "...部屋部"},
		{"部屋部屋部", 2, 9, "... 屋部"},
	} {
		if got := window(test.s, test.from, test.n); got != test.want || width(got) > test.n {
			t.Errorf("window(%q, %d, %d) = %q, want %q", test.s, test.from, test.n, got, test.want)
		}
	}
}

func TestWidth(t *testing.T) {
	for s, want := range map[string]int{"": 0, "a": 1, "ß": 1, "e\u0301": 1, "部屋": 4, "👍": 2, "ｱ": 1, "Ａ": 2, "…": 1} {
		if got := width(s); got != want {
			t.Errorf("width(%q) = %d, want %d", s, got, want)
		}
	}
	if got := expand("\ta\tb部\tc"); got != "    a   b部 c" {
		t.Errorf("expand = %q", got)
	}
}

func TestScreen(t *testing.T) {
	f, err := os.Create(filepath.Join(t.TempDir(), "x"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if IsScreen(f) {
		t.Error("a file is a screen")
	}
	t.Setenv("COLUMNS", "77")
	if n := Columns(f); n != 77 {
		t.Errorf("columns: %d", n)
	}
	t.Setenv("COLUMNS", "no")
	if n := Columns(f); n != 0 {
		t.Errorf("columns of a file: %d", n)
	}
}
