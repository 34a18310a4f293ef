// Package changes knows which lines of Go code have changed since a revision,
// by what git says.
//
// A change that only takes lines away leaves none to point at, and may be the
// one that matters: a lock that is gone. So where more lines went than came,
// all of the function counts as changed.
package changes

import (
	"context"
	"path/filepath"
)

// A Set is the lines that have changed.
type Set struct {
	root  string // of the repository, without symbolic links
	files map[string][]lines
	dirs  map[string]string // directories without symbolic links, as far as they were needed
}

// lines are those from the first up to the last.
type lines struct{ first, last int }

// all are the changed lines of a new file.
var all = []lines{{1, 1 << 30}}

// Since returns what has changed since a revision in the repository of a directory: in the files as
// they are, whether they are committed or not, and in files that git doesn't know yet. If the
// revision is no ancestor of what is checked out, as when the main branch has moved on, their
// common ancestor is used instead.
func Since(ctx context.Context, dir, revision string) (*Set, error) {
	g := git{dir: dir}
	root, base, err := g.base(ctx, revision)
	if err != nil {
		return nil, err
	}
	g.dir = root
	diff, err := g.run(ctx, "diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--find-renames",
		"--ignore-submodules", "--src-prefix=a/", "--dst-prefix=b/", base, "--", "*.go")
	if err != nil {
		return nil, err
	}
	hunks, err := parse(diff)
	if err != nil {
		return nil, err
	}
	s := &Set{root: root, files: make(map[string][]lines), dirs: make(map[string]string)}
	for name, list := range hunks {
		s.files[name] = changed(filepath.Join(root, filepath.FromSlash(name)), list)
	}
	others, err := g.run(ctx, "ls-files", "--others", "--exclude-standard", "-z", "--", "*.go")
	if err != nil {
		return nil, err
	}
	for _, name := range split(others) {
		s.files[name] = all
	}
	return s, nil
}

// Has reports whether one of the lines of a file has changed, from the first up
// to the last. Files outside of the repository never have.
func (s *Set) Has(file string, first, last int) bool {
	dir, ok := s.dirs[filepath.Dir(file)]
	if !ok {
		dir = filepath.Dir(file)
		if resolved, err := filepath.EvalSymlinks(dir); err == nil {
			dir = resolved
		}
		s.dirs[filepath.Dir(file)] = dir
	}
	name, err := filepath.Rel(s.root, filepath.Join(dir, filepath.Base(file)))
	if err != nil {
		return false
	}
	for _, l := range s.files[filepath.ToSlash(name)] {
		if first <= l.last && l.first <= max(first, last) {
			return true
		}
	}
	return false
}
