package govet

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
)

// Whatever go vet prints, it is read or refused, and can be printed again: for a
// program to read, and for people, without what a terminal obeys.
func FuzzDecode(f *testing.F) {
	for _, s := range []string{
		vetOutput,
		`{"p": {"streamvet": [{"posn": "a.go:0:-1", "end": ":7", "message": "\u001b[31m\n", "related": [{"posn": ":::"}]}]}}`,
		`{"p": {"streamvet": [{"posn": "/dev/zero:1:1", "end": "/dev/zero:9:1"}], "x": {"error": "\u202e"}}}`,
		"#\n# p\n{}\n#{}\n{\"p\": null}", `{"p": {"a": null}}`, `{"p": {"a": [null]}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		res, err := Decode(bytes.NewReader(data))
		if err != nil {
			return
		}
		var text strings.Builder
		if err := res.WriteText(&text, TextStyle{Context: 1}); err != nil {
			t.Fatal(err)
		}
		if i := strings.IndexFunc(text.String(), func(r rune) bool {
			return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' || unicode.Is(unicode.Cf, r)
		}); i >= 0 {
			t.Errorf("not printable: %q", text.String()[i:])
		}
		var out bytes.Buffer
		if err := res.WriteJSON(&out); err != nil {
			t.Fatal(err)
		}
		again, err := Decode(&out)
		if err != nil {
			t.Fatal(err)
		}
		if len(again.Findings) > len(res.Findings) || len(again.Errors) != len(res.Errors) {
			t.Errorf("%d findings and %d errors became %d and %d", len(res.Findings), len(res.Errors), len(again.Findings), len(again.Errors))
		}
	})
}
