package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/streamvet/streamvet/internal/load"
	"github.com/streamvet/streamvet/internal/modtree"
)

// A part is one run of go vet: on packages of one module, or of one workspace.
type part struct {
	dir      string // where it runs
	goWork   string // the value of GOWORK; "" for what it is
	patterns []string
}

// goCommand returns the go command that runs a part.
func (p *part) goCommand() load.Go {
	g := load.Go{Dir: p.dir}
	if p.goWork != "" {
		g.Env = append(os.Environ(), "GOWORK="+p.goWork)
	}
	return g
}

// A plan is what to run, and what that may leave out.
//
// For the go command, a pattern such as ./... ends where another module
// begins: what is in there is left out without a word. People who write it at
// the top of a workspace mean all of its modules, as gopls does. So the plan
// names each of them. Nested modules that are not in a workspace have
// requirements of their own and may be anything, such as tools or test data: they
// are told about, and analyzed if that is asked for.
type plan struct {
	base  string // where streamvet runs
	place load.Place
	parts []part
	roots []string               // directories of patterns such as ./...
	used  []string               // modules of the workspace
	scan  func() []*modtree.Tree // looks into roots, once
}

// makePlan returns the plan for a command line.
func makePlan(ctx context.Context, line *commandLine, place load.Place) (*plan, error) {
	// The go command names directories without symbolic links, and those are
	// compared.
	p := &plan{base: realPath(line.dir), place: place}
	p.scan = sync.OnceValue(func() (trees []*modtree.Tree) {
		for _, root := range p.roots {
			trees = append(trees, modtree.Scan(root))
		}
		return trees
	})
	if place.GoWork != "" {
		used, err := load.WorkModules(ctx, place.GoWork)
		if err != nil {
			return nil, err
		}
		for _, dir := range used {
			p.used = append(p.used, realPath(dir))
		}
	}
	first, err := p.divide(line)
	if err != nil {
		return nil, err
	}
	// Outside of all modules, only those below are left.
	outside := place.GoMod == os.DevNull && place.GoWork == ""
	if outside && len(p.roots) > 0 && line.modules == allModules {
		first.patterns = slices.DeleteFunc(first.patterns, isLocal)
	}
	if len(first.patterns) > 0 {
		p.parts = slices.Insert(p.parts, 0, first)
	}
	if line.modules == allModules {
		p.addNested()
	}
	switch {
	case len(p.parts) == 0:
		return nil, usage{fmt.Errorf("%s: there are no modules", strings.Join(line.packages, " "))}
	case outside && slices.ContainsFunc(first.patterns, isLocal):
		// In the words of the go command, "directory prefix . does not
		// contain main module or its selected dependencies".
		return nil, usage{errors.New(p.base + " is not in a Go module: there is no go.mod file in it or above it " +
			"(-C DIR runs streamvet in another directory, -modules=all ./... in all modules below this one)")}
	}
	return p, nil
}

// divide divides the patterns of a command line: it returns the part that runs where streamvet
// does, and adds parts for modules that are not of the workspace.
func (p *plan) divide(line *commandLine) (first part, err error) {
	first = part{dir: line.dir}
	for _, pattern := range line.packages {
		dir, ok := subtree(pattern)
		if !ok {
			first.patterns = append(first.patterns, pattern)
			continue
		}
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(p.base, dir)
		}
		root := realPath(dir)
		p.roots = append(p.roots, root)
		if module := modtree.ModuleOf(root); p.place.GoWork != "" && module != "" && !slices.Contains(p.used, module) {
			if line.modules != allModules {
				return part{}, usage{fmt.Errorf("%s: the module in %s is not one of the workspace %s (-modules=all analyzes it, and so does GOWORK=off)",
					pattern, p.names([]string{module})[0], p.place.GoWork)}
			}
			p.parts = append(p.parts, part{dir: root, goWork: p.goWorkOf(module), patterns: []string{"./..."}})
			continue
		}
		first.patterns = append(first.patterns, p.inWork(pattern, root)...)
	}
	return first, nil
}

// realPath returns the full path of a file without symbolic links, or the path as it is if that
// fails.
func realPath(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if resolved, err := filepath.EvalSymlinks(path); err == nil {
		path = resolved
	}
	return path
}

// isLocal reports whether a pattern means packages in directories.
func isLocal(pattern string) bool {
	return strings.HasPrefix(pattern, ".") && !strings.HasSuffix(pattern, ".go")
}

// subtree returns the directory of a pattern that means all packages below it.
func subtree(pattern string) (dir string, ok bool) {
	dir, ok = strings.CutSuffix(pattern, "/...")
	if !ok || !isLocal(pattern) && !filepath.IsAbs(pattern) || strings.Contains(dir, "...") {
		return "", false
	}
	return filepath.FromSlash(dir), true
}

// inWork returns the patterns to be used in place of one that means all
// packages below root, where the workspace has modules.
func (p *plan) inWork(pattern, root string) []string {
	if p.place.GoWork == "" {
		return []string{pattern}
	}
	var patterns []string
	if modtree.ModuleOf(root) != "" {
		patterns = append(patterns, pattern)
	}
	for _, module := range p.used {
		if module == root || !modtree.Below(root, module) {
			continue
		}
		if rel, err := filepath.Rel(p.base, module); err == nil {
			patterns = append(patterns, "./"+filepath.ToSlash(rel)+"/...")
		}
	}
	return patterns
}

// addNested adds a part for each nested module that is not in the workspace.
func (p *plan) addNested() {
	for _, module := range p.nested() {
		p.parts = append(p.parts, part{dir: module, goWork: p.goWorkOf(module), patterns: []string{"./..."}})
	}
}

// nested returns the modules that patterns such as ./... leave out, sorted.
func (p *plan) nested() []string {
	var modules []string
	for _, tree := range p.scan() {
		for _, module := range tree.Modules {
			if !slices.Contains(p.used, module) {
				modules = append(modules, module)
			}
		}
	}
	slices.Sort(modules)
	return slices.Compact(modules)
}

// leftOut tells which modules and directories the parts leave out that people
// may believe to be analyzed. It is given the directories of the packages that
// are.
func (p *plan) leftOut(line *commandLine, analyzed map[string]bool) []string {
	var list []string
	tell := func(dirs []string, one, many, why string) {
		if len(dirs) == 1 {
			many = one
		}
		if len(dirs) > 0 {
			list = append(list, fmt.Sprintf("%s %s (%s)", many, some(p.names(dirs)), why))
		}
	}
	if line.modules != allModules {
		nested := p.nested()
		if len(nested) > 0 { // they may be named by import path
			seen := make(map[string]bool)
			for dir := range analyzed {
				seen[modtree.ModuleOf(dir)] = true
			}
			nested = slices.DeleteFunc(nested, func(module string) bool { return seen[module] })
		}
		tell(nested, "nested module", "nested modules", "-modules=all analyzes them")
	}
	var elsewhere, excluded []string
	for _, module := range p.used {
		top := filepath.Dir(p.place.GoWork)
		if slices.Contains(p.roots, top) && !modtree.Below(top, module) {
			elsewhere = append(elsewhere, module)
		}
	}
	tell(elsewhere, "module", "modules", "of the workspace, but not below this directory")
	for i, root := range p.roots {
		if len(analyzed) == 0 { // nothing could be loaded
			break
		}
		if modtree.ModuleOf(root) != "" { // else the files are of none
			excluded = append(excluded, p.scan()[i].GoDirs...)
		}
	}
	excluded = slices.DeleteFunc(excluded, func(dir string) bool { return analyzed[dir] })
	slices.Sort(excluded)
	tell(slices.Compact(excluded), "directory", "directories", "no file is for this build")
	return list
}

// names returns how directories are printed.
func (p *plan) names(dirs []string) []string {
	var names []string
	for _, dir := range dirs {
		if rel, err := filepath.Rel(p.base, dir); err == nil {
			dir = rel
		}
		names = append(names, dir)
	}
	return names
}

// goWorkOf returns the value of GOWORK for a module that is not in the
// workspace: the go.work file below that of the workspace and above the module,
// if there is one.
func (p *plan) goWorkOf(module string) string {
	if p.place.GoWork == "" {
		return "" // what the go command finds
	}
	for dir := module; modtree.Below(p.base, dir) && dir != filepath.Dir(p.place.GoWork); dir = filepath.Dir(dir) {
		file := filepath.Join(dir, "go.work")
		if info, err := os.Stat(file); err == nil && info.Mode().IsRegular() {
			return file
		}
	}
	return "off"
}
