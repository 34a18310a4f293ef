package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/findingtest"
)

// A change matters at any place of the story, and only there.
func TestTouches(t *testing.T) {
	for change, want := range map[string]bool{
		"r.mu.RLock()":  true, // a lock that doesn't help
		"err != nil":    true, // a condition
		"stream.Recv()": false,
	} {
		s := findingtest.New(t)
		git := func(args ...string) {
			t.Helper()
			cmd := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...)
			cmd.Dir = s.Dir
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Fatalf("git %v: %v\n%s", args, err, out)
			}
		}
		git("init", "-q")
		git("add", ".")
		git("commit", "-q", "-m", "first")
		f := s.Room()
		file := filepath.Join(s.Dir, "room", "room.go")
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		writeFile(t, file, strings.Replace(string(text), change, change+" /* changed */", 1))
		set, err := changesSince(t.Context(), &commandLine{dir: s.Dir}, "HEAD")
		if err != nil {
			t.Fatal(err)
		}
		if got := touches(set, f); got != want {
			t.Errorf("a change of %s touches the finding: %t, want %t", change, got, want)
		}
	}
}
