package source

import (
	"go/ast"
	"go/token"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/streamvet/streamvet/internal/printable"
)

// Confine makes the line directives in the files of a package lead nowhere but
// to files of that package, which is in the directory dir. Whoever writes code
// may write //line /dev/zero:1, too, and whoever is told of a position may read
// the file. Where a directive leads elsewhere, positions are those in the file
// that it stands in. Names of files become printable, as far as control
// characters are concerned: positions are printed by whoever gets them.
//
// It replaces files in fset, and is only for who owns that.
func Confine(fset *token.FileSet, files []*ast.File, dir string) {
	known := make(map[string]bool)
	for _, f := range files {
		known[fset.File(f.FileStart).Name()] = true
	}
	for _, f := range files {
		file := fset.File(f.FileStart)
		c := confiner{file, dir, known}
		if confined := c.confine(f); confined != nil {
			fset.RemoveFile(file)
			fset.AddExistingFiles(confined)
		}
	}
}

// A confiner confines the positions in one file.
type confiner struct {
	file  *token.File
	dir   string
	known map[string]bool // files of the package
}

// confine returns a file whose positions stay in the package, or nil if those
// of c.file do.
func (c *confiner) confine(f *ast.File) *token.File {
	own := shown(c.file.Name())
	leads := c.leads(f)
	same := own == c.file.Name()
	for _, p := range leads {
		name := c.name(p.Filename)
		same = same && name != "" && name == p.Filename
	}
	if same {
		return nil
	}
	out := token.NewFileSet().AddFile(c.file.Name(), c.file.Base(), c.file.Size())
	out.SetLines(c.file.Lines())
	if own != c.file.Name() {
		out.AddLineColumnInfo(0, own, 1, 1)
	}
	for _, p := range leads {
		switch name := c.name(p.Filename); {
		case name != "":
			out.AddLineColumnInfo(p.Offset, name, p.Line, p.Column)
		case c.written() == "":
			in := c.file.PositionFor(c.file.Pos(p.Offset), false)
			out.AddLineColumnInfo(p.Offset, own, in.Line, in.Column)
		}
		// Else nothing changes: what cgo wrote is gone after the build, and leads
		// to what a person wrote from its first line on, line by line.
	}
	return out
}

// name returns the name of the file of the package that a directive leads to,
// or "" if it leads elsewhere.
func (c *confiner) name(to string) string {
	if c.known[to] || to != "" && to == c.written() {
		return shown(to)
	}
	return ""
}

// written returns the file that cgo has made c.file of, or "" if it hasn't.
// The files that cgo makes are outside of the package's directory.
func (c *confiner) written() string {
	dir, base := filepath.Split(c.file.Name())
	stem, ok := strings.CutSuffix(base, ".cgo1.go")
	if !ok || c.dir == "" || filepath.Clean(dir) == filepath.Clean(c.dir) {
		return ""
	}
	return filepath.Join(c.dir, stem+".go")
}

// shown returns the name of a file without what a terminal obeys.
func shown(name string) string {
	if strings.ContainsFunc(name, unicode.IsControl) {
		return printable.Line(name)
	}
	return name
}

// leads returns the positions that line directives lead to, from each of them
// on. The scanner alone knows which comments are such directives; it tells by
// what becomes of the positions behind them.
func (c *confiner) leads(f *ast.File) []token.Position {
	within, ok := c.lines(f)
	if !ok {
		return nil
	}
	var out []token.Position
	last := lead{to: token.Position{Filename: c.file.Name(), Line: 1, Column: 1}, line: 1}
	starts := c.file.Lines()
	for i, start := range starts {
		next := c.file.Size()
		if i+1 < len(starts) {
			next = starts[i+1]
		}
		end := min(start+1, next) // a directive that has a line for itself is about the next one
		if within[i+1] {
			end = next
		}
		for offset := start; offset < end; offset++ {
			in := token.Position{Offset: offset, Line: i + 1, Column: offset - start + 1}
			if p := c.file.PositionFor(c.file.Pos(offset), true); !last.leadsTo(in, p) {
				last = lead{to: p, line: i + 1}
				out = append(out, p)
			}
		}
	}
	return out
}

// lines returns the lines in the middle of which positions may change, and
// whether they may change anywhere.
func (c *confiner) lines(f *ast.File) (within map[int]bool, found bool) {
	within = make(map[int]bool)
	for _, group := range f.Comments {
		for _, comment := range group.List {
			if strings.HasPrefix(comment.Text, "//line ") {
				found = true
			}
			if strings.HasPrefix(comment.Text, "/*line ") {
				found = true
				first := c.file.PositionFor(comment.Slash, false).Line
				for i := range strings.Count(comment.Text, "\n") + 1 {
					within[first+i] = true
				}
			}
		}
	}
	return within, found
}

// A lead is where a directive leads: the position there of the offset from
// which on it holds, which is in the given line of the file.
type lead struct {
	to   token.Position
	line int
}

// leadsTo reports whether a position in the file, which the lead holds for, is
// p in the file that it leads to.
func (l *lead) leadsTo(in, p token.Position) bool {
	column := in.Column
	switch {
	case l.to.Column == 0: // there are no columns
		column = 0
	case in.Line == l.line:
		column = l.to.Column + in.Offset - l.to.Offset
	}
	return p.Filename == l.to.Filename && p.Line == l.to.Line+in.Line-l.line && p.Column == column
}
