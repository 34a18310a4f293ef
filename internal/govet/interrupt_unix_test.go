//go:build unix

package govet

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// waitFor, if set in the environment, is the address of a socket: the vet tool
// waits until its other end is closed, which is for ever.
const waitFor = "STREAMVET_TEST_WAIT_FOR"

// wait waits as the environment says.
func wait() {
	address := os.Getenv(waitFor)
	if address == "" {
		return
	}
	conn, err := net.Dial("unix", address)
	if err != nil {
		return
	}
	_, _ = io.Copy(io.Discard, conn) // however it ends
}

// When a run is cancelled, the tools that the go command has started end as well.
func TestCancelEndsTools(t *testing.T) {
	dir := module(t, map[string]string{"a/a.go": "package a\n"})
	sockets, err := os.MkdirTemp("", "streamvet") //nolint:usetesting // the names of sockets are short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(sockets) })
	address := filepath.Join(sockets, "s")
	listener, err := net.Listen("unix", address)
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	ctx, cancel := context.WithCancel(t.Context())
	c := config(dir)
	c.Env = append(c.Env, waitFor+"="+address)
	ended := make(chan error, 1)
	go func() {
		_, err := c.Run(ctx, "./...")
		ended <- err
		listener.Close() // if no tool has come
	}()
	conn, err := listener.Accept()
	if err != nil {
		t.Fatalf("no tool was run: %v, %v", err, <-ended)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
	if err := conn.SetReadDeadline(time.Now().Add(30 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Read(make([]byte, 1)); !errors.Is(err, io.EOF) {
		t.Errorf("the tool still runs: %v", err)
	}
	conn.Close()
}
