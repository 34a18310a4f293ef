package lsp

import (
	"path/filepath"
)

// names translates names of files. What go vet says has names without symbolic links in the
// module's own, and those of files of overlays; editors want theirs back, to the letter.
type names struct {
	overlays *overlays
	module   string            // its directory, as the editor names it
	real     string            // the same without symbolic links
	open     map[string]string // open files by the names that go vet has for them
	uris     map[string]string // the URIs of open files, as the editor writes them
}

func newNames(o *overlays, module string) *names {
	return &names{overlays: o, module: module, real: realDir(module), open: make(map[string]string), uris: make(map[string]string)}
}

// add adds an open file.
func (n *names) add(file, uri string) {
	n.open[realName(file)] = file
	n.uris[file] = uri
}

// file returns the editor's name of the file that go vet calls name.
func (n *names) file(name string) string {
	name = n.overlays.trueName(name)
	if file, ok := n.open[name]; ok {
		return file
	}
	if rel, err := filepath.Rel(n.real, name); err == nil && filepath.IsLocal(rel) {
		return filepath.Join(n.module, rel)
	}
	return name
}

// uri returns the URI of a file of the editor's.
func (n *names) uri(file string) string {
	if uri, ok := n.uris[file]; ok {
		return uri
	}
	return toURI(file)
}

// text returns a text of go vet's with true names in it.
func (n *names) text(text string) string { return n.overlays.trueText(text, n.real) }

// realName returns the name that the go command has for a file: it starts from its working
// directory, which has no symbolic links then, and follows none below.
func realName(file string) string {
	module := moduleOf(file)
	rel, err := filepath.Rel(module, file)
	if err != nil {
		return file
	}
	return filepath.Join(realDir(module), rel)
}

// realDir returns the name of a directory without symbolic links, if there is such a directory.
func realDir(dir string) string {
	if target, err := filepath.EvalSymlinks(dir); err == nil {
		return target
	}
	return dir
}
