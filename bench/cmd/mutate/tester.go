package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// An outcome is what became of a mutant.
type outcome string

const (
	killed     outcome = "killed"
	survived   outcome = "survived"
	invalid    outcome = "invalid" // it can't be compiled
	equivalent outcome = "equivalent"
)

// A tester runs tests of mutants.
type tester struct {
	root     string
	groups   [][]string // of packages
	patience time.Duration
}

// clean runs the tests without a change: they have to pass.
func (t *tester) clean(ctx context.Context) error {
	for _, group := range t.groups {
		if out, err := t.test(ctx, "", group); err != nil {
			return fmt.Errorf("the tests fail without a change: %w\n%s", err, out)
		}
	}
	return nil
}

// try runs the tests of a mutant of a file with the given text.
func (t *tester) try(ctx context.Context, m *mutant, text string) (outcome, error) {
	dir, err := os.MkdirTemp("", "mutate")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(dir)
	changed := filepath.Join(dir, "changed.go")
	if err := os.WriteFile(changed, []byte(m.apply(text)), 0o666); err != nil {
		return "", err
	}
	data, err := json.Marshal(map[string]any{"Replace": map[string]string{filepath.Join(t.root, filepath.FromSlash(m.file)): changed}})
	if err != nil {
		return "", err
	}
	overlay := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(overlay, data, 0o666); err != nil {
		return "", err
	}
	build := exec.CommandContext(ctx, "go", "build", "-overlay="+overlay, "./"+filepath.Dir(m.file))
	build.Dir = t.root
	if build.Run() != nil {
		return invalid, nil
	}
	for _, group := range t.groups {
		out, err := t.test(ctx, overlay, group)
		var exit *exec.ExitError
		switch {
		case ctx.Err() != nil:
			return "", ctx.Err()
		case err == nil:
		case !errors.As(err, &exit):
			return "", err
		case bytes.Contains(out, []byte("[build failed]")) || bytes.Contains(out, []byte("[setup failed]")):
			return "", fmt.Errorf("%s\n%s", m, out)
		default:
			return killed, nil
		}
	}
	return survived, nil
}

func (t *tester) test(ctx context.Context, overlay string, packages []string) ([]byte, error) {
	args := []string{"test", "-vet=off", "-failfast", "-count=1", "-timeout=" + t.patience.String()}
	if overlay != "" {
		args = append(args, "-overlay="+overlay)
	}
	cmd := exec.CommandContext(ctx, "go", append(args, packages...)...)
	cmd.Dir = t.root
	cmd.Env = append(os.Environ(), "GOWORK=off")
	out, err := cmd.CombinedOutput()
	if i := strings.LastIndex(string(out), "goroutine 1 "); i > 10_000 {
		out = out[:10_000] // nobody reads all goroutines
	}
	return out, err
}
