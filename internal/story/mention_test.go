package story

import "testing"

func TestLocated(t *testing.T) {
	s := &Story{Mentions: []Mention{
		{"a.go:1", Place{File: "/m/p/a.go", Line: 1}}, {"a.go:12", Place{File: "/m/p/a.go", Line: 12}}, {"q/a.go:1", Place{File: "/m/q/a.go", Line: 1}},
	}}
	name := func(file string) string { return file[len("/m/"):] }
	for text, want := range map[string]string{
		"":                               "",
		"sent at a.go:1":                 "sent at p/a.go:1",
		"at a.go:12; a.go:1, (q/a.go:1)": "at p/a.go:12; p/a.go:1, (q/a.go:1)",
		"data.go:1 a.go:13":              "data.go:1 a.go:13",
	} {
		if got := s.Located(text, name); got != want {
			t.Errorf("%q is %q, want %q", text, got, want)
		}
	}
	if got := (*Story)(nil).Located("at a.go:1", name); got != "at a.go:1" {
		t.Errorf("without a story: %q", got)
	}
}
