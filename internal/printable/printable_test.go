package printable

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for _, test := range []struct{ in, line, text string }{
		{"", "", ""},
		{"chat/chat.go:3:1: \tconcurrent Send", "chat/chat.go:3:1: \tconcurrent Send", "chat/chat.go:3:1: \tconcurrent Send"},
		{"größe 日本語 👍", "größe 日本語 👍", "größe 日本語 👍"},
		{"\x1b]0;title\a", `\x1b]0;title\a`, `\x1b]0;title\a`},
		{"a\x00\b\x7f", `a\x00\b\x7f`, `a\x00\b\x7f`},
		{"\u009b31m", `\u009b31m`, `\u009b31m`},       // one character, which begins an escape sequence
		{"\x9b31m\xff", `\x9b31m\xff`, `\x9b31m\xff`}, // the same in other encodings
		{"\u202etxt.og\u2066", `\u202etxt.og\u2066`, `\u202etxt.og\u2066`},
		{"zero\u200bwidth\ufeff", `zero\u200bwidth\ufeff`, `zero\u200bwidth\ufeff`},
		{"a\u2028b\u2029", `a\u2028b\u2029`, `a\u2028b\u2029`},
		{"\U000e0041", `\U000e0041`, `\U000e0041`},
		{"one\ntwo\r\n", `one\ntwo\r\n`, "one\ntwo\r\n"},
		{"wait\rdone", `wait\rdone`, `wait\rdone`},
		{"\ufffd", "\ufffd", "\ufffd"},
	} {
		if got := Line(test.in); got != test.line {
			t.Errorf("Line(%q) = %q, want %q", test.in, got, test.line)
		}
		if got := Text(test.in); got != test.text {
			t.Errorf("Text(%q) = %q, want %q", test.in, got, test.text)
		}
	}
}

// What is written in pieces reads like what is written at once, and has
// nothing that a terminal obeys.
func FuzzWriter(f *testing.F) {
	for _, s := range []string{"plain\n", "\x1b[2J", "größe\u202e", "a\r\nb\rc\r", "\xe2\x80", "\xf0\x9f\x91", "\x9b\xc2\x9b", "\u2028"} {
		f.Add(s, 1)
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, s string, size int) {
		size = max(1, size%16)
		var b strings.Builder
		w := NewWriter(&b)
		for i := 0; i < len(s); i += size {
			piece := s[i:min(i+size, len(s))]
			if n, err := w.Write([]byte(piece)); n != len(piece) || err != nil {
				t.Fatalf("Write(%q) = %d, %v", piece, n, err)
			}
		}
		if err := w.Flush(); err != nil {
			t.Fatal(err)
		}
		if got, want := b.String(), Text(s); got != want {
			t.Errorf("%q in pieces of %d is %q, want %q", s, size, got, want)
		}
		for _, got := range []string{Line(s), strings.NewReplacer("\r\n", "", "\n", "").Replace(Text(s))} {
			if !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool {
				return r != '\t' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r))
			}) {
				t.Errorf("%q became %q", s, got)
			}
		}
		if again := Text(Text(s)); again != Text(s) {
			t.Errorf("%q became %q the second time", Text(s), again)
		}
	})
}
