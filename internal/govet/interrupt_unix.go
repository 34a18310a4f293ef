//go:build unix

package govet

import (
	"os/exec"
	"syscall"
	"time"
)

// interruptOnCancel makes cmd end gently when its context is done, and
// by force if that takes too long. All processes that it has started get the
// interrupt, as they would from a terminal: the go command counts on that, and
// leaves the tools that it runs to themselves.
func interruptOnCancel(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGINT) }
	cmd.WaitDelay = 5 * time.Second
}
