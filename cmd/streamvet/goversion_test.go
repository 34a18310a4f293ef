package main

import "testing"

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
