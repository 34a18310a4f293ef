package excerpt

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const code = `package p

func f() {
	for x := range y {
		a.stream.Send(x)
	}

	one()
	two()
	three()
}
func g() {}
`

// show writes excerpts in a short form: gaps as dots, and spans in brackets with
// their rank and texts.
func show(list []Excerpt) string {
	var b strings.Builder
	for _, e := range list {
		fmt.Fprintf(&b, "%s\n", filepath.Base(e.File))
		for _, l := range e.Lines {
			if l.Gap {
				b.WriteString("...\n")
			}
			fmt.Fprintf(&b, "%d", l.Number)
			for _, s := range l.Spans {
				fmt.Fprintf(&b, " [%s]%d%q", l.Text[s.From:s.To], s.Rank, s.Texts)
			}
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func TestExcerpts(t *testing.T) {
	dir := t.TempDir()
	file, other := filepath.Join(dir, "p.go"), filepath.Join(dir, "q.go")
	for _, name := range []string{file, other} {
		if err := os.WriteFile(name, []byte(strings.ReplaceAll(code, "\n", "\r\n")), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	at := func(line, col, endLine, endCol int, text string, rank Rank) Label {
		return Label{file, line, col, endLine, endCol, text, rank}
	}
	for _, test := range []struct {
		name   string
		labels []Label
		want   string
	}{
		{"one line", []Label{at(5, 3, 5, 19, "here", Primary)}, "p.go\n4\n5 [a.stream.Send(x)]0[\"here\"]\n"},
		{"no end", []Label{at(5, 5, 0, 0, "", Primary)}, "p.go\n4\n5 [stream]0[]\n"},
		{"at the parenthesis", []Label{at(5, 16, 0, 0, "", Primary)}, "p.go\n4\n5 [a.stream.Send]0[]\n"},
		{"line only", []Label{at(5, 1, 0, 0, "", Primary)}, "p.go\n4\n5 [a.stream.Send(x)]0[]\n"},
		{"several lines", []Label{at(3, 1, 11, 2, "", Minor)}, "p.go\n3 [func f() {]2[]\n4\n"},
		{"past the end", []Label{at(5, 99, 5, 120, "", Minor), at(99, 1, 99, 1, "", Minor)}, "p.go\n4\n5 []2[]\n"},
		{"one place, two ranks", []Label{at(8, 2, 8, 7, "b", Minor), at(8, 2, 8, 7, "a", Secondary), at(8, 2, 8, 7, "a", Minor)},
			"p.go\n8 [one()]1[\"b\" \"a\"]\n9\n"},
		{"a gap", []Label{at(3, 6, 3, 7, "", Minor), at(9, 2, 9, 7, "", Minor)}, "p.go\n3 [f]2[]\n4\n...\n8\n9 [two()]2[]\n10\n"},
		{"a blank line beside a gap", []Label{at(1, 1, 1, 8, "", Minor), at(8, 2, 8, 7, "", Minor)}, "p.go\n1 [package]2[]\n...\n8 [one()]2[]\n9\n"},
		{"a line between", []Label{at(5, 3, 5, 4, "", Minor), at(9, 2, 9, 7, "", Minor)}, "p.go\n4\n5 [a]2[]\n6\n7\n8\n9 [two()]2[]\n10\n"},
		{"the end of a function", []Label{at(10, 2, 10, 9, "", Minor), at(12, 1, 12, 5, "", Minor)}, "p.go\n9\n10 [three()]2[]\n11\n12 [func]2[]\n"},
		{"the end itself", []Label{at(11, 1, 11, 2, "", Minor)}, "p.go\n10\n11 [}]2[]\n"},
		{"two files", []Label{{other, 10, 2, 10, 9, "", Primary}, at(10, 2, 10, 9, "", Minor)}, "q.go\n9\n10 [three()]0[]\np.go\n9\n10 [three()]2[]\n"},
		{"no file", []Label{{filepath.Join(dir, "x.go"), 1, 1, 0, 0, "", Primary}}, ""},
	} {
		var r Reader
		if got := show(r.Excerpts(test.labels, 1)); got != test.want {
			t.Errorf("%s:\n%swant\n%s", test.name, got, test.want)
		}
	}
}
