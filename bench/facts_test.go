package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// Facts are counted by package, and those of imports are not counted twice.
func TestFacts(t *testing.T) {
	dir, err := filepath.Abs(filepath.Join("..", "integration", "testdata", "chat"))
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{options: options{dir: dir, patterns: []string{"./..."}, streamvet: "..", facts: true}, work: t.TempDir()}
	facts, err := b.measureFacts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	sum := facts.sum()
	if sum.Code == 0 || sum.File < sum.Code || len(facts.Packages) > facts.All {
		t.Errorf("the sum is %+v", sum)
	}
	if !slices.ContainsFunc(facts.Packages, func(p PackageFact) bool { return p.Package == "example.com/chat/heartbeat" && p.Code > 0 }) {
		t.Errorf("the package that starts a goroutine has no facts: %+v", facts.Packages)
	}
}

func TestReadFacts(t *testing.T) {
	for _, tt := range []struct {
		name, data string
		want       string // part of the error
	}{
		{"nothing", "", ""},
		{"cut off", "vetx\x01", "unexpected EOF"},
		{"no facts", "vetx\x02\x00\x00\x00\x00\x00\x00\x00ab", ""},
		{"too short", "vetx\x02\x00\x00\x00\x09\x00\x00\x00ab", "unexpected EOF"},
		{"no gob", "vetx\x00\x00\x00\x00\x02\x00\x00\x00ab", "facts of example.com/p"},
	} {
		name := filepath.Join(t.TempDir(), "p.vetx")
		if err := os.WriteFile(name, []byte(tt.data), 0o666); err != nil {
			t.Fatal(err)
		}
		p, err := readFacts(name, "example.com/p")
		if (err == nil) != (tt.want == "") || err != nil && !strings.Contains(err.Error(), tt.want) || p.Code != 0 {
			t.Errorf("%s: %+v, %v", tt.name, p, err)
		}
	}
	if _, err := readFacts(filepath.Join(t.TempDir(), "none"), "example.com/p"); err != nil {
		t.Errorf("no file: %v", err)
	}
}
