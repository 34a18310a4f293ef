package terminal

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/story"
)

// Whatever the code, the places in it and the texts, what is printed has lines
// of text alone.
func FuzzWrite(f *testing.F) {
	f.Add("package p\n\tf(\"部屋\")\n", "p.go", "concurrent Send", 2, 2, 2, 10, 60)
	f.Add("", "", "", 0, 0, 0, 0, 0)
	f.Add("\x1b[2J\xff\t\t\u202ex\r\n\n(", "a\x1b:b", "\x9b [x] \a", 1, 1<<40, -7, 3, 1)
	f.Add("a\u0301\u0301\u0301b(c)\n}\n}", "p.go", strings.Repeat("部", 300), 1, 9, 0, 0, 48)
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, code, name, said string, line, col, endLine, endCol, columns int) {
		file := filepath.Join(dir, "p.go")
		if err := os.WriteFile(file, []byte(code), 0o666); err != nil {
			t.Fatal(err)
		}
		here := story.Place{File: file, Line: line, Col: col, EndLine: endLine, EndCol: endCol}
		there := story.Place{File: name, Line: endLine, Col: endCol}
		back := story.Place{File: file, Line: 1, Col: endCol, EndLine: 1, EndCol: col}
		s := &story.Story{
			At: here, Category: said, Message: said, Recipe: said,
			Conditions: []story.Note{{Place: here, Text: said}},
			Reasons:    []story.Note{{Place: there, Text: name}, {Place: back, Text: said}},
		}
		s.Stream.Origins[col&1] = []story.Note{{Place: back, Text: said}}
		for i, kind := range []story.Kind{story.Handler, story.Go, story.Locked, story.Freed, story.Call, story.Call, story.Call, story.Call, story.Call, story.Access, story.End, story.Kind(said)} {
			s.Events = append(s.Events, story.Event{Lane: (i ^ line) & 1, Kind: kind, Place: []story.Place{here, there, back}[i%3], Text: said})
		}
		for i := range s.Lanes {
			s.Lanes[i] = story.Lane{Name: name, Method: said, Access: []story.Place{here, back}[i]}
		}
		findings := []govet.Finding{{Category: said, Message: said, Story: s}, {Category: "sendsend", Message: name}}
		for _, color := range []bool{false, true} {
			style := Style{Color: color, Width: columns}
			var b strings.Builder
			if err := Write(&b, &govet.Result{Findings: findings}, style); err != nil {
				t.Fatal(err)
			}
			check(t, b.String(), &style)
		}
	})
}
