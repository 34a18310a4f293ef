package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"syscall"
	"testing"
	"unsafe"
)

// openTerminal returns the two ends of a pseudo terminal (see pty(7)): what a
// program writes to the second can be read from the first.
func openTerminal(t *testing.T) (screen, terminal *os.File) {
	t.Helper()
	screen, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { screen.Close() })
	control := func(request uintptr, value *int32) {
		t.Helper()
		if _, _, errno := syscall.Syscall(syscall.SYS_IOCTL, screen.Fd(), request, uintptr(unsafe.Pointer(value))); errno != 0 {
			t.Fatal(errno)
		}
	}
	var unlock, number int32
	control(syscall.TIOCSPTLCK, &unlock)
	control(syscall.TIOCGPTN, &number)
	terminal, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|syscall.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { terminal.Close() })
	return screen, terminal
}

// On a terminal, a last line tells how far go vet is. It is gone in the end. There,
// findings are shown at length and in color.
func TestTerminal(t *testing.T) {
	r := newRunner(t, asMarks, map[string]string{"a/a.go": fileA, "b/b.go": fileB})
	for _, tt := range []struct {
		term     string
		progress bool
		noColor  string
	}{{"xterm", true, ""}, {"xterm", true, "1"}, {"dumb", false, ""}} {
		screen, terminal := openTerminal(t)
		cmd := exec.CommandContext(t.Context(), self(t), "./...")
		cmd.Dir, cmd.Stderr = r.dir, terminal
		cmd.Env = slices.Concat(r.env, []string{"TERM=" + tt.term, "NO_COLOR=" + tt.noColor, "COLUMNS="})
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		terminal.Close() // the command has its own
		var shown bytes.Buffer
		_, err := io.Copy(&shown, screen)
		if err != nil && !errors.Is(err, syscall.EIO) { // EIO: all have closed it
			t.Fatal(err)
		}
		if err := cmd.Wait(); cmd.ProcessState.ExitCode() != exitFindings {
			t.Errorf("the command ended with %v", err)
		}
		text := shown.String()
		for _, want := range []string{"\rstreamvet: ", " of 2 packages, ", "\r\x1b[K"} {
			if strings.Contains(text, want) != tt.progress {
				t.Errorf("TERM=%s: progress is %t, but that %q is in\n%q is not", tt.term, tt.progress, want, text)
			}
		}
		const summary = "streamvet: 2 packages analyzed, 0 with streams: 2 findings\r\n"
		end := foundA + "\r\n" + foundB + "\r\n" + summary
		if tt.progress {
			end = "error[mark]: found MarkB\r\n   --> b/b.go:5:6\r\n    |\r\n  5 | func MarkB() {}\r\n    |      ^^^^^\r\n    |\r\n\r\n" + summary
			if color := strings.Contains(text, "\x1b[1;31merror[mark]\x1b[0m"); color != (tt.noColor == "") {
				t.Errorf("NO_COLOR=%s: there is color: %t", tt.noColor, color)
			}
			for _, code := range []string{"0", "1", "2", "1;31", "1;34", "1;36"} {
				text = strings.ReplaceAll(text, "\x1b["+code+"m", "")
			}
		}
		if !strings.HasSuffix(text, end) {
			t.Errorf("TERM=%s: the end is not %q in\n%q", tt.term, end, text)
		}
	}
}
