// Package fleet_test shares streamvet's results between machines, with an
// existing cache program for the go command.
package fleet_test

import (
	"bytes"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/streamvet/streamvet/integration/fixture"
)

// A machine has a streamvet, a checkout, and caches of its own.
type machine struct {
	streamvet, checkout string
	env                 []string
}

// newMachine returns a machine with empty caches that asks a cache server.
func newMachine(t *testing.T, streamvet, cacher, server, checkout string) *machine {
	t.Helper()
	return &machine{streamvet, checkout, append(os.Environ(),
		"GOCACHE="+t.TempDir(),
		"GOCACHEPROG="+cacher+" -cache-dir="+t.TempDir()+" -cache-server="+server,
		"GOFLAGS=",
	)}
}

var (
	// With -x, the go command prints what it runs: the tool with the
	// configuration of a package, and the compiler.
	toolRun    = regexp.MustCompile(`(?m)^.*/streamvet"? .*vet\.cfg"?.*$`)
	compileRun = regexp.MustCompile(`(?m)^.*/compile"? -o .*$`)

	lineOfFinding = regexp.MustCompile(`(?m)^(\S+\.go):(\d+):\d+: .* \[(\w+)\]$`)
)

// check runs streamvet, and returns the findings, sorted, and how often the
// tool and the compiler ran.
func (m *machine) check(t *testing.T) (findings string, tool, compiler int) {
	t.Helper()
	cmd := exec.Command(m.streamvet, "-x", "./...")
	cmd.Dir, cmd.Env = m.checkout, m.env
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	err := cmd.Run()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 1 {
		t.Fatalf("streamvet ended with %v\n%s", err, &stderr)
	}
	text := stderr.String()
	// The go command prints what it has of a package when that is done.
	lines := lineOfFinding.FindAllString(text, -1)
	slices.Sort(lines)
	return strings.Join(lines, "\n"),
		len(toolRun.FindAllString(text, -1)), len(compileRun.FindAllString(text, -1))
}

// serve starts a cache server and returns its URL.
func serve(t *testing.T, program string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-listen="+address, "-cache-dir="+t.TempDir())
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // it knows no other end
		_ = cmd.Wait()
	})
	// It doesn't say when it is ready.
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for timeout := time.After(time.Minute); ; {
		if conn, err := net.Dial("tcp", address); err == nil {
			_ = conn.Close()
			return "http://" + address
		}
		select {
		case <-tick.C:
		case <-timeout:
			t.Fatalf("the cache server does not answer\n%s", &stderr)
		}
	}
}

func TestFleet(t *testing.T) {
	streamvet := fixture.Build(t, "../..", "./cmd/streamvet")
	const cache = "github.com/bradfitz/go-tool-cache/cmd/"
	cacher := fixture.Build(t, ".", cache+"go-cacher")
	server := serve(t, fixture.Build(t, ".", cache+"go-cacher-server"))
	// The go command's cache has absolute paths in it: checkouts have to
	// be at the same place everywhere.
	checkout := fixture.Copy(t, "../testdata/chat")

	first := newMachine(t, streamvet, cacher, server, checkout)
	found, tool, compiler := first.check(t)
	if tool == 0 || compiler == 0 {
		t.Errorf("the first machine ran the tool %d times and the compiler %d times", tool, compiler)
	}
	t.Logf("the first machine ran the tool %d times and the compiler %d times", tool, compiler)
	if n, want := len(strings.Split(found, "\n")), len(fixture.Expect(t, checkout, "app", "client", "quiet")); n != want {
		t.Errorf("the first machine found %d, want %d:\n%s", n, want, found)
	}

	second := newMachine(t, streamvet, cacher, server, checkout)
	again, tool, compiler := second.check(t)
	if tool != 0 || compiler != 0 {
		t.Errorf("the second machine ran the tool %d times and the compiler %d times, want 0", tool, compiler)
	}
	if again != found {
		t.Errorf("the second machine found\n%s\nwant\n%s", again, found)
	}

	// One edit: its package and those that import it, no others.
	fixture.Replace(t, filepath.Join(checkout, "heartbeat/heartbeat.go"), "still here", "here still")
	_, tool, _ = second.check(t)
	if tool == 0 || tool > 2 {
		t.Errorf("after an edit of heartbeat the tool ran %d times, want once for it and once for app", tool)
	}
}
