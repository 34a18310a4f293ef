package source

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// maxSize is more than anyone writes into a Go file, or has a program write.
const maxSize = 64 << 20

// Read returns the text of a Go file, to show or quote some of it. Its name
// may come from code that is not trusted, so that it reads nothing else: no
// device, no pipe on which it would wait for ever, and nothing of any size.
func Read(name string) ([]byte, error) {
	if !strings.HasSuffix(name, ".go") {
		return nil, fmt.Errorf("%s is not a Go file", name)
	}
	// Before it is opened: that alone may wait, or do something.
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read
	text, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxSize {
		return nil, fmt.Errorf("%s is too large to be read", name)
	}
	return text, nil
}
