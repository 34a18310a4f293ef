package changes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/streamvet/streamvet/internal/printable"
)

// A git runs git in a directory.
type git struct{ dir string }

// run returns what a git command prints.
func (g git) run(ctx context.Context, args ...string) (string, error) {
	out, message, err := g.try(ctx, args...)
	if err != nil && message != "" {
		return "", fmt.Errorf("git %s: %s", args[0], message)
	} else if err != nil {
		return "", fmt.Errorf("git %s: %w", args[0], err)
	}
	return out, nil
}

// try returns what a git command prints, and what it says on standard error.
func (g git) try(ctx context.Context, args ...string) (out, message string, err error) {
	path, err := exec.LookPath("git")
	if err != nil {
		return "", "", fmt.Errorf("no git command found on PATH: %w", err)
	}
	// Names are not to be quoted for the sake of their language, and nothing
	// that a repository names is to be run.
	cmd := exec.CommandContext(ctx, path, append([]string{"-c", "core.quotePath=false", "-c", "core.fsmonitor=false"}, args...)...)
	cmd.Dir = g.dir
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	err = cmd.Run()
	return stdout.String(), printable.Text(strings.TrimSpace(stderr.String())), err
}

// base returns the root of the repository, and the commit to compare with.
func (g git) base(ctx context.Context, revision string) (root, base string, err error) {
	root, message, err := g.try(ctx, "rev-parse", "--show-toplevel")
	if _, isExit := errors.AsType[*exec.ExitError](err); isExit {
		return "", "", fmt.Errorf("this is no git repository: %s", message)
	} else if err != nil {
		return "", "", err
	}
	root = filepath.FromSlash(strings.TrimSuffix(root, "\n"))
	if resolved, err := filepath.EvalSymlinks(root); err == nil {
		root = resolved
	}
	commit, _, err := g.try(ctx, "rev-parse", "--quiet", "--verify", "--end-of-options", revision+"^{commit}")
	if err != nil {
		return "", "", fmt.Errorf("%s is no revision that git knows here%s", printable.Line(revision), g.shallow(ctx))
	}
	commit = strings.TrimSpace(commit)
	bases, _, err := g.try(ctx, "merge-base", commit, "HEAD")
	if err != nil {
		return "", "", fmt.Errorf("%s has nothing in common with what is checked out%s", printable.Line(revision), g.shallow(ctx))
	}
	base, _, _ = strings.Cut(bases, "\n")
	return root, base, nil
}

// shallow adds to an error that git was given the last commits only, if so.
func (g git) shallow(ctx context.Context) string {
	out, _, err := g.try(ctx, "rev-parse", "--is-shallow-repository")
	if err == nil && strings.TrimSpace(out) == "true" {
		return ": this clone has only the last commits; actions/checkout needs fetch-depth: 0, and git clone no --depth"
	}
	return ""
}

// split splits what git ends by NUL.
func split(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == 0 })
}
