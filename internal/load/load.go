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

// A Go is the go command in a directory.
type Go struct {
	Dir string   // "" for the current one
	Env []string // as in [exec.Cmd]
}

// A Place is what the go command says about a directory.
type Place struct {
	GoVersion string // such as "go1.26.1"
	GoMod     string // the go.mod file, "" if modules are off, os.DevNull if there is none
	GoWork    string // the go.work file, "" if there is none
}

// Place returns what the go command says about its directory.
func (g Go) Place(ctx context.Context) (Place, error) {
	out, err := g.output(ctx, "env", "-json", "GOVERSION", "GOMOD", "GOWORK")
	if err != nil {
		return Place{}, err
	}
	var vars struct{ GOVERSION, GOMOD, GOWORK string }
	if err := json.Unmarshal(out, &vars); err != nil {
		return Place{}, fmt.Errorf("go env: %w", err)
	}
	if vars.GOWORK == "off" {
		vars.GOWORK = ""
	}
	return Place{vars.GOVERSION, vars.GOMOD, vars.GOWORK}, nil
}

// A Package is what go list says about a package, or about a pattern that
// names none.
type Package struct {
	ImportPath string
	Dir        string   // "" if there is no such package
	Match      []string // the patterns that name it
	Module     *Module  // nil if it is in none, or if there is no such package
	Error      *Error

	// Known to Resolve only.
	ForTest    string // the package whose tests it is built for
	Incomplete bool   // it or a package that it imports can't be loaded
	DepsErrors []*Error
	Deps       []string
}

// A Module is that of a package.
type Module struct {
	Path string
	Dir  string
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
func (g Go) Named(ctx context.Context, flags, patterns []string) ([]Package, error) {
	return g.list(ctx, slices.Concat([]string{"-find", "-json=ImportPath,Dir,Match,Module,Error"}, flags), patterns)
}

// Resolve returns the packages that the patterns name and their tests, with
// all that they import.
func (g Go) Resolve(ctx context.Context, flags, patterns []string) ([]Package, error) {
	return g.list(ctx, slices.Concat([]string{"-test", "-json=ImportPath,Dir,ForTest,Incomplete,Error,DepsErrors,Deps"}, flags), patterns)
}

func (g Go) list(ctx context.Context, flags, patterns []string) ([]Package, error) {
	out, err := g.output(ctx, slices.Concat([]string{"list", "-e"}, flags, []string{"--"}, patterns)...)
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
	g := Go{Dir: filepath.Dir(goWork)}
	out, err := g.output(ctx, "work", "edit", "-json", goWork)
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

// output runs the go command.
func (g Go) output(ctx context.Context, args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir, cmd.Env = g.Dir, g.Env
	out, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); ok && len(exit.Stderr) > 0 {
		return nil, fmt.Errorf("go %s: %s", args[0], strings.TrimSpace(string(exit.Stderr)))
	} else if err != nil {
		return nil, fmt.Errorf("go %s: %w", args[0], err)
	}
	return out, nil
}
