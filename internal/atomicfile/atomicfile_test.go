package atomicfile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// wantEntries fails the test unless a directory has just these names.
func wantEntries(t *testing.T, dir string, names ...string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if strings.Join(got, " ") != strings.Join(names, " ") {
		t.Errorf("the directory has %q, want %q", got, names)
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "log")
	for _, text := range []string{"first\n", "second\n", ""} {
		if err := Write(name, []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got := read(t, name); got != text {
			t.Errorf("the file has %q, want %q", got, text)
		}
	}
	wantEntries(t, dir, "log")
}

// The permissions are those that the file had, or those of any new file.
func TestWriteMode(t *testing.T) {
	dir := t.TempDir()
	other, name := filepath.Join(dir, "other"), filepath.Join(dir, "log")
	write(t, other, "")
	if err := Write(name, nil); err != nil {
		t.Fatal(err)
	}
	mode := func(name string) os.FileMode {
		info, err := os.Stat(name)
		if err != nil {
			t.Fatal(err)
		}
		return info.Mode()
	}
	if mode(name) != mode(other) {
		t.Errorf("a new file has mode %v, want %v", mode(name), mode(other))
	}
	if err := os.Chmod(name, 0o600); err != nil {
		t.Fatal(err)
	}
	want := mode(name)
	if err := Write(name, []byte("text")); err != nil {
		t.Fatal(err)
	}
	if mode(name) != want {
		t.Errorf("the file that was replaced has mode %v, want %v", mode(name), want)
	}
}

func TestWriteFails(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "secret"), "old")
	if err := os.Mkdir(filepath.Join(dir, "folder"), 0o777); err != nil {
		t.Fatal(err)
	}
	for link, to := range map[string]string{"link": "secret", "nowhere": "missing", "up": "folder", "zero": os.DevNull} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]string{
		"folder":          "is a directory",
		"link":            "is a symbolic link",
		"nowhere":         "is a symbolic link",
		"up":              "is a symbolic link",
		"zero":            "is a symbolic link",
		"no/such/log":     "create ",
		"secret/log":      "secret",
		"folder/../link":  "is a symbolic link",
		"folder/\x00/log": "",
	} {
		err := Write(filepath.Join(dir, name), []byte("new"))
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), ".tmp") {
			t.Errorf("%s: error is %v, want one with %q", name, err, want)
		}
	}
	if got := read(t, filepath.Join(dir, "secret")); got != "old" {
		t.Errorf("the file that a link leads to has %q", got)
	}
	wantEntries(t, dir, "folder", "link", "nowhere", "secret", "up", "zero")
	wantEntries(t, filepath.Join(dir, "folder"))
}
