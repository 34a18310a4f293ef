package govet

import (
	"bufio"
	"io"
)

// newCommentStripper returns a reader of r without the lines that start
// with '#'. JSON never has such a line: inside a string a newline is
// written as an escape.
func newCommentStripper(r io.Reader) io.Reader {
	return &commentStripper{src: bufio.NewReader(r)}
}

type commentStripper struct {
	src  *bufio.Reader
	line []byte // the rest of the current line
}

func (c *commentStripper) Read(p []byte) (int, error) {
	for len(c.line) == 0 {
		line, err := c.src.ReadBytes('\n')
		if len(line) == 0 && err != nil {
			return 0, err
		}
		if line[0] != '#' {
			c.line = line
		}
	}
	n := copy(p, c.line)
	c.line = c.line[n:]
	return n, nil
}
