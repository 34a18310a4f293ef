//go:build unix

package govet

import (
	"os"
	"os/exec"
	"time"
)

// interruptOnCancel makes cmd end gently when its context is done, and
// by force if that takes too long.
func interruptOnCancel(cmd *exec.Cmd) {
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
}
