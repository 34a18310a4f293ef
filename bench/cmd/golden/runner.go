package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/streamvet/streamvet/internal/govet"
)

// A runner runs binaries on targets.
type runner struct {
	work     string            // a folder for copies of modules
	dirs     map[string]string // of the modules that were copied
	cache    string            // the module cache
	progress io.Writer
}

// findings returns the findings of a binary, or those of a list.
func (r *runner) findings(ctx context.Context, name string, targets []target) ([]finding, error) {
	if list, ok, err := readList(name); ok || err != nil {
		return list, err
	}
	tool, err := filepath.Abs(name)
	if err != nil {
		return nil, err
	}
	var out []finding
	for _, t := range targets {
		fmt.Fprintf(r.progress, "%s: %s %s\n", filepath.Base(name), t.name, strings.Join(t.patterns, " "))
		list, err := r.target(ctx, tool, t)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.name, err)
		}
		out = append(out, list...)
	}
	return out, nil
}

func (r *runner) target(ctx context.Context, tool string, t target) ([]finding, error) {
	dir, err := r.folder(ctx, t)
	if err != nil {
		return nil, err
	}
	config := govet.Config{Tool: tool, Dir: dir, Env: append(os.Environ(), "GOWORK=off")}
	result, err := config.Run(ctx, t.patterns...)
	if failure := new(govet.Failure); errors.As(err, &failure) && len(result.Errors) > 0 {
		err = nil // go vet fails because the analyzer does, and that is a line of the list
	}
	if err != nil {
		return nil, err
	}
	cache, err := r.moduleCache(ctx)
	if err != nil {
		return nil, err
	}
	return lines(t.name, []string{dir, cache}, result), nil
}

// lines returns the lines of a list for what go vet has found. Names of files are
// relative to one of the given folders.
func lines(target string, dirs []string, result *govet.Result) []finding {
	var out []finding
	for _, f := range result.Findings {
		name := f.Pos.Filename
		for _, dir := range dirs {
			if rel, err := filepath.Rel(dir, f.Pos.Filename); err == nil && filepath.IsLocal(rel) {
				name = filepath.ToSlash(rel)
				break
			}
		}
		out = append(out, finding(fmt.Sprintf("%s: %s:%d:%d: %s", target, name, f.Pos.Line, f.Pos.Column, f.Message)))
	}
	for _, e := range result.Errors {
		// The rest of the text may be a stack.
		text, _, _ := strings.Cut(e.Error(), "\n")
		out = append(out, finding(target+": "+text))
	}
	return out
}

// folder returns the folder in which to run go vet on a target. That of a module is
// a copy, in which the module is the main one: then its own go.sum knows what its
// tests need.
func (r *runner) folder(ctx context.Context, t target) (string, error) {
	if t.dir != "" {
		return filepath.Abs(t.dir)
	}
	if dir := r.dirs[t.name]; dir != "" {
		return dir, nil
	}
	dir := filepath.Join(r.work, fmt.Sprint(len(r.dirs)))
	if r.dirs == nil {
		r.dirs = map[string]string{}
	}
	if t.name == std {
		if err := os.Mkdir(dir, 0o777); err != nil {
			return "", err
		}
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module golden.test\n"), 0o666); err != nil {
			return "", err
		}
	} else {
		from, err := download(ctx, r.work, t.name)
		if err != nil {
			return "", err
		}
		if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
			return "", err
		}
	}
	r.dirs[t.name] = dir
	return dir, nil
}

// moduleCache returns the folder of the module cache.
func (r *runner) moduleCache(ctx context.Context) (string, error) {
	if r.cache == "" {
		out, err := exec.CommandContext(ctx, "go", "env", "GOMODCACHE").Output()
		if err != nil {
			return "", fmt.Errorf("go env GOMODCACHE: %w", err)
		}
		r.cache = strings.TrimSpace(string(out))
	}
	return r.cache, nil
}

// download returns the folder of a module in the module cache.
func download(ctx context.Context, dir, module string) (string, error) {
	cmd := exec.CommandContext(ctx, "go", "mod", "download", "-json", module)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	var m struct{ Dir, Error string }
	if jsonErr := json.Unmarshal(out, &m); jsonErr == nil && m.Error != "" {
		return "", errors.New(m.Error)
	}
	if err != nil {
		return "", fmt.Errorf("go mod download: %w\n%s", err, stderr.String())
	}
	return m.Dir, nil
}
