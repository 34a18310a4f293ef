//go:build unix

package source

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A device may have no end, and opening a pipe waits for who writes to it.
func TestReadNoFile(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe.go")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	device := filepath.Join(dir, "device.go")
	if err := os.Symlink("/dev/zero", device); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{pipe, device} {
		if text, err := Read(name); err == nil {
			t.Errorf("Read(%s) returns %d bytes", name, len(text))
		}
	}
}
