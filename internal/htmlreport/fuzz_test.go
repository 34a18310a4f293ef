package htmlreport

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/story"
)

// Whatever the code, the places in it and the texts, the page has one script, its
// own, and nothing that isn't text.
func FuzzWrite(f *testing.F) {
	f.Add("package p\n\tf(\"部屋\")\n", "p.go", "concurrent Send", 2, 2, 2, 10)
	f.Add("</code></table><script>alert(1)</script>\n", "</script>", "\"><script>", 1, 3, 1, 9)
	f.Add("\x1b[2J\xff\t\t\u202ex\r\n\n(", "a\x1b:b", "\x9b [x] \a{{.}}", 1, 1<<40, -7, 3)
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, code, name, said string, line, col, endLine, endCol int) {
		file := filepath.Join(dir, "p.go")
		if err := os.WriteFile(file, []byte(code), 0o666); err != nil {
			t.Fatal(err)
		}
		here := story.Place{File: file, Line: line, Col: col, EndLine: endLine, EndCol: endCol}
		there := story.Place{File: name, Line: endLine, Col: endCol}
		s := &story.Story{At: here, Category: said, Message: said, Recipe: said, Reasons: []story.Note{{Place: there, Text: name}}}
		for i, kind := range []story.Kind{story.Go, story.Locked, story.Freed, story.Access, story.Handler, story.Call, story.Kind(said)} {
			s.Events = append(s.Events, story.Event{Lane: (i ^ line) & 1, Kind: kind, Place: []story.Place{here, there}[i&1], Text: said})
		}
		for i := range s.Lanes {
			s.Lanes[i] = story.Lane{Name: name, Method: said, Access: []story.Place{here, there}[i]}
		}
		res := &govet.Result{
			Findings:   []govet.Finding{{Package: name, Category: said, Message: said, Story: s}, {Category: "sendsend", Message: name}},
			Unanalyzed: []govet.Unanalyzed{{Package: name, Text: said}},
		}
		page := write(t, res, Options{Summary: said, Version: name})
		if n := strings.Count(strings.ToLower(page), "<script"); n != 1 || !utf8.ValidString(page) {
			t.Errorf("%d scripts in\n%s", n, page)
		}
		if i := strings.IndexFunc(page, func(r rune) bool { return r != '\n' && r != '\t' && unicode.IsControl(r) }); i >= 0 {
			t.Errorf("a control character: %q", page[max(0, i-40):i+1])
		}
	})
}
