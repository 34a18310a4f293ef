package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/govet"
	"github.com/streamvet/streamvet/internal/load"
)

// explain finds out which of the packages that a part names were not analyzed,
// and why.
//
// If the go command has given up before it began, since it can't load one of
// them, go vet is run once more, on the others. And it is run on those of which
// it told nothing at all: see reportDependency about that fault, which remains
// for packages of other modules. The other value of the flag makes the go
// command forget what it keeps of them.
func (s *survey) explain(ctx context.Context, p part, named []load.Package, o ending) error {
	missing := s.missing(named)
	if o.failure == nil && len(missing) == 0 && len(o.result.Errors) == 0 {
		return nil
	}
	patterns := missing
	if slices.Contains(missing, "command-line-arguments") { // a name for files
		patterns = p.patterns
	}
	var resolved []load.Package
	if len(patterns) > 0 {
		var err error
		if resolved, err = p.goCommand().Resolve(ctx, listFlags(s.line.flags), patterns); err != nil {
			return err
		}
	}
	r := newReasons(p, resolved)
	r.read(o)
	if good := loadable(missing, resolved); len(missing) == len(named) && 0 < len(good) && len(good) < len(named) {
		if err := s.again(ctx, p, r, statusUsual, good); err != nil {
			return err
		}
		missing = s.missing(named)
	}
	if unknown := r.unknown(missing); len(unknown) > 0 {
		status := fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(unknown, " "))))
		if err := s.again(ctx, p, r, status, unknown); err != nil {
			return err
		}
		missing = s.missing(named)
	}
	for _, pkg := range named {
		if slices.Contains(missing, pkg.ImportPath) {
			u := r.of(pkg.ImportPath)
			u.Dir = dirOf(p, pkg, named)
			s.miss(u)
		}
	}
	// Of a package, only the tests outside of it may fail.
	for _, pkg := range named {
		if name := pkg.ImportPath + "_test"; !slices.Contains(missing, pkg.ImportPath) && !s.named[name] && r.knows(name) {
			s.miss(r.of(name))
		}
	}
	if o.failure != nil && len(s.result.Unanalyzed) == 0 {
		s.miss(govet.Unanalyzed{Reason: "go vet failed", Text: o.failure.Stderr})
	}
	return nil
}

// dirOf returns the directory of one of the packages that a part names. The go command doesn't
// say that of one whose import path is none; "" if it can't be told.
func dirOf(p part, pkg load.Package, named []load.Package) string {
	if pkg.Dir != "" {
		return pkg.Dir
	}
	for _, name := range append(pkg.Match, pkg.ImportPath) {
		if isLocal(name) && !isWildcard(name) {
			return filepath.Join(p.dir, filepath.FromSlash(name))
		}
	}
	for _, other := range named {
		if m := other.Module; m != nil {
			if rel, ok := strings.CutPrefix(pkg.ImportPath, m.Path+"/"); ok {
				return filepath.Join(m.Dir, filepath.FromSlash(rel))
			}
		}
	}
	return ""
}

// again runs go vet once more in a part.
func (s *survey) again(ctx context.Context, p part, r *reasons, status string, patterns []string) error {
	o := s.vet(ctx, p, status, patterns)
	if o.err != nil {
		return o.err
	}
	s.result.Add(o.result)
	r.read(o)
	return nil
}

// missing returns the import paths of those of the packages that were not
// analyzed.
func (s *survey) missing(named []load.Package) []string {
	analyzed := make(map[string]bool)
	for _, pkg := range s.result.Packages {
		analyzed[testedPackage(pkg.ID, s.named)] = true
	}
	var missing []string
	for _, pkg := range named {
		if s.named[pkg.ImportPath] && !analyzed[pkg.ImportPath] {
			missing = append(missing, pkg.ImportPath)
		}
	}
	return missing
}

// loadable returns those of the named packages that the go command can load.
func loadable(names []string, resolved []load.Package) []string {
	var good []string
	for _, pkg := range resolved {
		if pkg.ForTest == "" && !pkg.Incomplete && slices.Contains(names, pkg.ImportPath) {
			good = append(good, pkg.ImportPath)
		}
	}
	return good
}

// reasons knows why packages of a part could not be analyzed.
type reasons struct {
	dir        string                    // of the part
	complaints map[string]string         // of the go command, by import path
	errors     map[string]string         // of the analyzer, by import path
	resolved   map[string][]load.Package // a package and its tests, by import path
}

func newReasons(p part, resolved []load.Package) *reasons {
	r := &reasons{
		dir:        realPath(p.dir),
		complaints: make(map[string]string),
		errors:     make(map[string]string),
		resolved:   make(map[string][]load.Package),
	}
	for _, pkg := range resolved {
		name := cmp.Or(pkg.ForTest, pkg.ImportPath)
		r.resolved[name] = append(r.resolved[name], pkg)
	}
	return r
}

// read reads how go vet ended.
func (r *reasons) read(o ending) {
	for _, e := range o.result.Errors {
		r.errors[e.Package] = e.Message
	}
	if o.failure == nil {
		return
	}
	for _, c := range o.failure.Complaints() {
		if r.complaints[c.Package] != "" {
			c.Text = r.complaints[c.Package] + "\n" + c.Text
		}
		r.complaints[c.Package] = c.Text
	}
}

// of returns why the package with an import path was not analyzed.
func (r *reasons) of(name string) govet.Unanalyzed {
	u := govet.Unanalyzed{Package: name}
	u.Reason, u.Text = r.find(name)
	if u.Reason == "" {
		u.Reason, u.Text = "go vet doesn't say why", r.complaints[""]
	}
	u.Pos = govet.Place(u.Text, r.dir)
	return u
}

// unknown returns those of the packages for which there is no reason.
func (r *reasons) unknown(missing []string) []string {
	return slices.DeleteFunc(slices.Clone(missing), func(name string) bool {
		reason, _ := r.find(name)
		return reason != "" || name == "command-line-arguments"
	})
}

// knows reports whether there is a complaint or an error about a package.
func (r *reasons) knows(name string) bool { return r.complaints[name] != "" || r.errors[name] != "" }

// find returns a reason if there is one, and what is known about it.
func (r *reasons) find(name string) (reason, text string) {
	for _, name := range []string{name, name + "_test"} {
		if text := r.complaints[name]; text != "" {
			return "does not build", text
		}
		if text := r.errors[name]; text != "" {
			return "the analysis failed", text
		}
	}
	for _, pkg := range r.resolved[name] {
		if pkg.Error != nil {
			return "can't be loaded", pkg.Error.Error()
		}
		var texts []string
		for _, e := range pkg.DepsErrors {
			texts = append(texts, e.Error())
		}
		if len(texts) > 0 {
			return "can't be loaded", strings.Join(texts, "\n")
		}
	}
	for _, pkg := range r.resolved[name] {
		for _, dep := range pkg.Deps {
			dep, _, _ = strings.Cut(dep, " [")
			if text := r.complaints[dep]; text != "" {
				return fmt.Sprintf("imports %s, which does not build", dep), text
			}
		}
	}
	return "", ""
}
