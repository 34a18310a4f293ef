package main

import (
	"strings"
	"testing"
	"time"

	"github.com/streamvet/streamvet/internal/govet"
)

// testConsole returns a console with a terminal, and what is on both.
func testConsole() (c *console, lines, terminal *strings.Builder) {
	lines, terminal = new(strings.Builder), new(strings.Builder)
	return &console{out: lines, terminal: terminal}, lines, terminal
}

// Lines that may be about flags and patterns wait until it is known that these
// are right. That the go command is busy is shown at once.
func TestConsoleHolds(t *testing.T) {
	for _, drop := range []bool{true, false} {
		c, lines, _ := testConsole()
		c.under("in n:")
		c.hold(2)
		for _, text := range []string{"go: downloa", "ding x\n# p\np.go:1", ":1: no\ngo: warning: \"./x/...\" matched no packages\nrest"} {
			if n, err := c.Write([]byte(text)); n != len(text) || err != nil {
				t.Errorf("Write(%q) = %d, %v", text, n, err)
			}
		}
		if got := lines.String(); got != "in n:\ngo: downloading x\n" {
			t.Errorf("while it holds, it prints %q", got)
		}
		c.happened()
		if strings.Contains(lines.String(), "# p") {
			t.Error("one of two things is enough")
		}
		want := "in n:\ngo: downloading x\n"
		if !drop {
			c.happened()
			c.happened() // again: it does nothing
			want += "# p\np.go:1:1: no\nrest\n"
		}
		c.end(drop)
		if got := lines.String(); got != want {
			t.Errorf("dropped %t: it printed %q, want %q", drop, got, want)
		}
	}
}

// Lines are printed above the one that tells of the progress, which is shown
// anew. It has nothing in it that a terminal obeys.
func TestConsoleProgress(t *testing.T) {
	var screen strings.Builder
	c := &console{out: &screen, terminal: &screen}
	c.progress("1 of 2")
	c.progress("1 of 2")
	if _, err := c.Write([]byte("a line\n")); err != nil {
		t.Error(err)
	}
	c.progress("\x1b[31m")
	c.end(false)
	want := "\r1 of 2\x1b[K" + "\r\x1b[K" + "a line\n" + "\r1 of 2\x1b[K" + "\r" + `\x1b[31m` + "\x1b[K" + "\r\x1b[K"
	if screen.String() != want {
		t.Errorf("the terminal got\n%q\nwant\n%q", screen.String(), want)
	}
	c = &console{out: &screen}
	screen.Reset()
	c.progress("1 of 2")
	c.end(false)
	if screen.String() != "" {
		t.Errorf("without a terminal, it printed %q", screen.String())
	}
}

func TestProgress(t *testing.T) {
	c, _, terminal := testConsole()
	p := newProgress(c)
	now := time.Unix(0, 0)
	p.now = func() time.Time { return now }
	shown := func(want string) {
		t.Helper()
		got := strings.NewReplacer("\r", "", "\x1b[K", "|").Replace(terminal.String())
		if got != want {
			t.Errorf("shown is %q, want %q", got, want)
		}
		terminal.Reset()
	}
	p.expect([]string{"a", "b", "c"})
	shown("streamvet: loading 3 packages|")
	p.watch(govet.Event{Done: true})
	shown("") // too soon
	now = now.Add(interval)
	p.watch(govet.Event{Done: true})
	shown("streamvet: 0 of 3 packages; 2 packages that they import|")
	p.watch(govet.Event{Package: "a", Done: true})
	now = now.Add(interval)
	p.watch(govet.Event{Package: "a_test", Done: true})
	shown("streamvet: 1 of 3 packages, 0 findings|")
	p.watch(govet.Event{Package: "a_test", Findings: 1}) // at once
	shown("streamvet: 1 of 3 packages, 1 finding|")
	p.watch(govet.Event{Package: "d", Done: true}) // only imported
	now = now.Add(interval)
	p.watch(govet.Event{Package: "b", Done: true, Findings: 1})
	shown("streamvet: 2 of 3 packages, 2 findings|")
}

func TestTestedPackage(t *testing.T) {
	named := map[string]bool{"a/b": true, "a/c_test": true, "a/c": true}
	for id, want := range map[string]string{
		"a/b": "a/b", "a/b [a/b.test]": "a/b", "a/b_test": "a/b", "a/c_test": "a/c_test", "a/d": "", "a/d_test": "", "": "",
	} {
		if got := testedPackage(id, named); got != want {
			t.Errorf("%q is of %q, want %q", id, got, want)
		}
	}
}
