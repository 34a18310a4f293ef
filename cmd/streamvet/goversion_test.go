package main

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/unitchecker"
)

// A real run with another release of Go is in integration/versions.
func TestCompareGoVersions(t *testing.T) {
	for _, test := range []struct {
		goCommand, ours string
		ok              bool
	}{
		{"go1.26.8", "go1.26.8", true},
		{"go1.26.8", "go1.26.0", true},
		{"go1.26.0", "go1.27.1", true},
		{"go1.27.0", "go1.26.8", false},
		{"go1.27rc1", "go1.26.8", false},
		{"go1.27.0 X:nodwarf5", "go1.26.8", false},
		{"go1.27.0", "devel go1.28-abcdef", true},
		{"", "go1.26.8", true},
	} {
		if err := compareGoVersions(test.goCommand, test.ours); (err == nil) != test.ok {
			t.Errorf("go command %s, streamvet of %s: %v", test.goCommand, test.ours, err)
		}
	}
}

// As a vet tool, streamvet learns the go command's version from what that has
// compiled.
func TestGoCommandVersion(t *testing.T) {
	dir := t.TempDir()
	archive := func(name, text string) map[string]string {
		file := filepath.Join(dir, name)
		writeFile(t, file, text)
		return map[string]string{name: file}
	}
	const member = "__.PKGDEF       0           0     0     644     12345     `\n"
	for _, test := range []struct {
		cfg  unitchecker.Config
		want string
	}{
		{unitchecker.Config{GoVersion: "go1.21", PackageFile: archive("a", "!<arch>\n"+member+"go object linux amd64 go1.27.0 GOAMD64=v1 X:none\nbuild id \"x\"\n")}, "go1.27.0"},
		{unitchecker.Config{GoVersion: "go1.21", PackageFile: archive("b", "!<arch>\n"+member+"go object linux amd64 devel go1.28-abcdef X:none\n")}, "devel"},
		{unitchecker.Config{GoVersion: "go1.27", PackageFile: archive("c", "no archive\n")}, "go1.27"},
		{unitchecker.Config{GoVersion: "go1.27", PackageFile: map[string]string{"d": filepath.Join(dir, "d")}}, "go1.27"},
		{unitchecker.Config{GoVersion: "go1.27"}, "go1.27"}, // imports nothing
	} {
		if got := goCommandVersion(&test.cfg); got != test.want {
			t.Errorf("of %v: %q, want %q", test.cfg.PackageFile, got, test.want)
		}
	}
}
