//go:build unix

package lsp

import (
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe is no file to read: nobody may ever write to it.
func TestPipe(t *testing.T) {
	e := start(t)
	e.initialize(`{}`)
	mine := e.file
	e.file = filepath.Join(e.dir, "pipe.go")
	if err := syscall.Mkfifo(e.file, 0o600); err != nil {
		t.Fatal(err)
	}
	e.document("didOpen", text)
	<-e.calls
	e.file = mine
	e.document("didOpen", text)
	c := <-e.calls
	c.answer <- answer{res: finding(filepath.Join(e.dir, "pipe.go"))}
	e.published()
}
