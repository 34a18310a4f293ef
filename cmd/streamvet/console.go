package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"github.com/streamvet/streamvet/internal/printable"
	"github.com/streamvet/streamvet/internal/terminal"
)

// A console is what people see while go vet runs: the lines that it and the
// tool print, which come through Write, and on a terminal a last line that
// tells how far things are.
type console struct {
	mu       sync.Mutex
	out      io.Writer // for lines
	terminal io.Writer // for what moves on it; nil if there is none
	line     string    // the last line, as it is shown now

	part    []byte   // the begin of a line that is not complete
	heading string   // to be printed before the next line
	waits   int      // for what, before lines are printed
	held    []string // lines that were not printed so far
}

// newConsole returns a console on standard error.
func newConsole() *console {
	c := &console{out: stderr()}
	if terminal.IsScreen(os.Stderr) {
		c.terminal = os.Stderr
	}
	return c
}

// Write implements io.Writer. It never fails: go vet must not end because nobody reads its output.
func (c *console) Write(text []byte) (int, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.part = append(c.part, text...)
	for {
		line, rest, ok := bytes.Cut(c.part, []byte("\n"))
		if !ok {
			return len(text), nil
		}
		c.add(string(line))
		c.part = append([]byte(nil), rest...)
	}
}

// add prints a line or holds it back. Streamvet has its own words for patterns
// that match nothing.
func (c *console) add(line string) {
	isWarning := strings.HasPrefix(line, "go: warning: ")
	switch {
	case isWarning && strings.HasSuffix(line, " matched no packages"):
	case c.waits > 0 && (isWarning || !strings.HasPrefix(line, "go: ")):
		c.held = append(c.held, line)
	default:
		c.print(line)
	}
}

// print prints a line above the last one.
func (c *console) print(line string) {
	last := c.line
	c.show("")
	if c.heading != "" {
		fmt.Fprintln(c.out, c.heading)
		c.heading = ""
	}
	fmt.Fprintln(c.out, line)
	c.show(last)
}

// hold holds lines back until n things have happened, unless they tell that
// the go command is still busy. They may be about flags and patterns, which
// streamvet complains about in its own words.
func (c *console) hold(n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.waits = n
}

// happened tells of one of the things to wait for.
func (c *console) happened() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waits == 1 {
		c.release()
	} else if c.waits > 0 {
		c.waits--
	}
}

func (c *console) release() {
	for _, line := range c.held {
		c.print(line)
	}
	c.held, c.waits = nil, 0
}

// end prints what is left, or drops it.
func (c *console) end(drop bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.part) > 0 {
		c.add(string(c.part))
		c.part = nil
	}
	if drop {
		c.held = nil
	}
	c.release()
	c.heading = ""
	c.show("")
}

// under makes a line come before the next one that is printed until the end.
func (c *console) under(heading string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.heading = heading
}

// progress changes the last line.
func (c *console) progress(line string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.show(line)
}

func (c *console) show(line string) {
	if c.terminal == nil || line == c.line {
		return
	}
	c.line = line
	fmt.Fprint(c.terminal, "\r"+printable.Line(line)+"\x1b[K")
}
