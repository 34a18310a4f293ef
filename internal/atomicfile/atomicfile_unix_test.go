//go:build unix

package atomicfile

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// What is no file on a disk is not replaced by one.
func TestWriteToStreams(t *testing.T) {
	dir := t.TempDir()
	pipe, link := filepath.Join(dir, "pipe"), filepath.Join(dir, "link")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(pipe, link); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{pipe, link} {
		got := make(chan string)
		go func() {
			text, err := os.ReadFile(pipe)
			if err != nil {
				t.Error(err)
			}
			got <- string(text)
		}()
		if err := Write(name, []byte("text")); err != nil {
			t.Fatal(err)
		}
		if text := <-got; text != "text" {
			t.Errorf("%s: the pipe has %q", name, text)
		}
	}
	if err := Write(os.DevNull, []byte("text")); err != nil {
		t.Error(err)
	}
	if info, err := os.Lstat(os.DevNull); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		t.Errorf("the device is %v now, %v", info.Mode(), err)
	}
	wantEntries(t, dir, "link", "pipe")
}

// A disk that is full, or a folder that can't be written to, leaves the old file.
func TestWriteFull(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "log")
	write(t, name, "old")
	var old syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 4096, Max: old.Max}); err != nil {
		t.Fatal(err)
	}
	err := Write(name, make([]byte, 1<<20))
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &old); err != nil {
		t.Fatal(err)
	}
	if err == nil {
		t.Error("no error")
	}
	if got := read(t, name); got != "old" {
		t.Errorf("the file has %d bytes", len(got))
	}
	wantEntries(t, dir, "log")
}
