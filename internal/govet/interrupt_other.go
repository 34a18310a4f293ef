//go:build !unix

package govet

import (
	"os/exec"
	"time"
)

// interruptOnCancel keeps the default, which kills the process: there is
// no interrupt to send here.
func interruptOnCancel(cmd *exec.Cmd) {
	cmd.WaitDelay = 5 * time.Second
}
