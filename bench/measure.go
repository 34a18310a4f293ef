package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// A Cost is what one run costs.
type Cost struct {
	CPU  float64 `json:"cpu"`  // seconds, user and system, of all processes
	Wall float64 `json:"wall"` // seconds
	RSS  int64   `json:"rss"`  // bytes, of the largest process, the go command's included
}

func goVersion() string { return runtime.Version() + " " + runtime.GOOS + "/" + runtime.GOARCH }

func cpus() int { return runtime.NumCPU() }

func newCommand(ctx context.Context, dir, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

// runQuiet runs a command whose output matters only if it fails: with an exit
// code other than zero and those in allowed, by which tools say that they have
// found something.
func runQuiet(cmd *exec.Cmd, allowed ...int) error {
	var out bytes.Buffer
	cmd.Stderr = &out
	err := cmd.Run()
	var exit *exec.ExitError
	if errors.As(err, &exit) && slices.Contains(allowed, exit.ExitCode()) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%s: %w\n%s", strings.Join(cmd.Args, " "), err, lastLines(out.String(), 20))
	}
	return nil
}

func lastLines(text string, n int) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	return strings.Join(lines[max(0, len(lines)-n):], "\n")
}

func goCommand(ctx context.Context, dir string, args ...string) error {
	return runQuiet(newCommand(ctx, dir, "go", args...))
}

// measure runs cmd and returns what it and the processes below it have used.
func measure(cmd *exec.Cmd, allowed ...int) (Cost, error) {
	start := time.Now()
	if err := runQuiet(cmd, allowed...); err != nil {
		return Cost{}, err
	}
	ps := cmd.ProcessState
	return Cost{
		CPU:  (ps.UserTime() + ps.SystemTime()).Seconds(),
		Wall: time.Since(start).Seconds(),
		RSS:  maxRSS(ps),
	}, nil
}

// vet returns the command that runs a vet tool. With -json findings don't make
// it fail.
func (b *bench) vet(ctx context.Context, dir, bin string, patterns ...string) *exec.Cmd {
	return newCommand(ctx, dir, "go", append([]string{"vet", "-vettool=" + bin, "-json"}, patterns...)...)
}

// alone returns the command that runs a tool of its own kind, with an empty cache.
func (b *bench) alone(ctx context.Context, t tool, bin string) *exec.Cmd {
	cmd := newCommand(ctx, b.dir, bin, b.patterns...)
	if t.cache != "" {
		cmd.Env = append(os.Environ(), t.cache+"="+filepath.Join(b.work, "cache"+b.stamp()))
	}
	return cmd
}

// foundSomething are the exit codes by which such tools say that they have found
// something.
var foundSomething = []int{1, 3}

// median returns the middle one of the values that of gives for list.
func median[T any](list []T, of func(T) float64) float64 {
	var values []float64
	for _, x := range list {
		values = append(values, of(x))
	}
	slices.Sort(values)
	if n := len(values); n%2 == 0 && n > 0 {
		return (values[n/2-1] + values[n/2]) / 2
	}
	if len(values) == 0 {
		return 0
	}
	return values[len(values)/2]
}

func medianCost(list []Cost) Cost {
	return Cost{
		CPU:  median(list, func(c Cost) float64 { return c.CPU }),
		Wall: median(list, func(c Cost) float64 { return c.Wall }),
		RSS:  int64(median(list, func(c Cost) float64 { return float64(c.RSS) })),
	}
}
