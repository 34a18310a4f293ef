package load

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// An Env is what the go command says about a directory.
type Env struct {
	GoVersion string // such as "go1.26.1"
	GoMod     string // the go.mod file, "" if modules are off, os.DevNull if there is none
	GoWork    string // the go.work file, "" if there is none
}

// ReadEnv returns what the go command says about dir.
func ReadEnv(ctx context.Context, dir string) (Env, error) {
	out, err := output(ctx, dir, "env", "-json", "GOVERSION", "GOMOD", "GOWORK")
	if err != nil {
		return Env{}, err
	}
	var vars struct{ GOVERSION, GOMOD, GOWORK string }
	if err := json.Unmarshal(out, &vars); err != nil {
		return Env{}, fmt.Errorf("go env: %w", err)
	}
	if vars.GOWORK == "off" {
		vars.GOWORK = ""
	}
	return Env{vars.GOVERSION, vars.GOMOD, vars.GOWORK}, nil
}

// A Package is what go list says about a package, or about a pattern that
// names none.
type Package struct {
	ImportPath string
	Dir        string   // "" if there is no such package
	Match      []string // the patterns that name it
	Error      *Error

	// Known to Resolve only.
	ForTest    string // the package whose tests it is built for
	Incomplete bool   // it or a package that it imports can't be loaded
	DepsErrors []*Error
	Deps       []string
}

// An Error is why a package can't be loaded.
type Error struct {
	Pos string // file:line:column, or ""
	Err string
}

func (e *Error) Error() string {
	if e.Pos == "" {
		return e.Err
	}
	return e.Pos + ": " + e.Err
}

// Named returns the packages that the patterns name, and the patterns that
// name what doesn't exist. It doesn't look at what they import: that is quick,
// and finds few errors.
func Named(ctx context.Context, dir string, flags, patterns []string) ([]Package, error) {
	return list(ctx, dir, slices.Concat([]string{"-find", "-json=ImportPath,Dir,Match,Error"}, flags), patterns)
}

// Resolve returns the packages that the patterns name and their tests, with
// all that they import.
func Resolve(ctx context.Context, dir string, flags, patterns []string) ([]Package, error) {
	return list(ctx, dir, slices.Concat([]string{"-test", "-json=ImportPath,Dir,ForTest,Incomplete,Error,DepsErrors,Deps"}, flags), patterns)
}

func list(ctx context.Context, dir string, flags, patterns []string) ([]Package, error) {
	out, err := output(ctx, dir, slices.Concat([]string{"list", "-e"}, flags, []string{"--"}, patterns)...)
	if err != nil {
		return nil, err
	}
	var pkgs []Package
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p Package
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return pkgs, nil
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w", err)
		}
		pkgs = append(pkgs, p)
	}
}

// WorkModules returns the directories of the modules of the workspace whose
// go.work file is given.
func WorkModules(ctx context.Context, goWork string) ([]string, error) {
	out, err := output(ctx, filepath.Dir(goWork), "work", "edit", "-json", goWork)
	if err != nil {
		return nil, err
	}
	var work struct{ Use []struct{ DiskPath string } }
	if err := json.Unmarshal(out, &work); err != nil {
		return nil, fmt.Errorf("go work: %w", err)
	}
	var dirs []string
	for _, use := range work.Use {
		dir := filepath.FromSlash(use.DiskPath)
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(filepath.Dir(goWork), dir)
		}
		dirs = append(dirs, filepath.Clean(dir))
	}
	return dirs, nil
}

// output runs the go command in dir.
func output(ctx context.Context, dir string, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && len(exit.Stderr) > 0 {
		return nil, fmt.Errorf("go %s: %s", args[0], strings.TrimSpace(string(exit.Stderr)))
	} else if err != nil {
		return nil, fmt.Errorf("go %s: %w", args[0], err)
	}
	return out, nil
}
