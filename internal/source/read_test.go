package source

import (
	"os"
	"path/filepath"
	"testing"
)

func TestRead(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "p.go")
	if err := os.WriteFile(name, []byte("package p\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	if text, err := Read(name); err != nil || string(text) != "package p\n" {
		t.Errorf("Read returns %q, %v", text, err)
	}

	notes := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(notes, []byte("a secret"), 0o666); err != nil {
		t.Fatal(err)
	}
	large := filepath.Join(dir, "large.go")
	if err := os.WriteFile(large, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(large, maxSize+1); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{notes, large, dir, filepath.Join(dir, "missing.go")} {
		if text, err := Read(bad); err == nil {
			t.Errorf("Read(%s) returns %q", bad, text)
		}
	}
}
