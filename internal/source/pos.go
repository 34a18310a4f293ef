package source

import (
	"fmt"
	"go/token"
	"strings"
)

// Pos is a position in a source file. The token.Pos is valid in the package that
// the file belongs to, the rest in every package.
type Pos struct {
	local token.Pos
	Pkg   string // import path
	File  string // base name
	Line  int
	Col   int
}

// NewPos returns the position of pos.
func NewPos(fset *token.FileSet, pkg string, pos token.Pos) Pos {
	if !pos.IsValid() {
		return Pos{}
	}
	p := fset.Position(pos)
	return Pos{pos, pkg, p.Filename[strings.LastIndexAny(p.Filename, `/\`)+1:], p.Line, p.Column}
}

// Local returns the position in the package under analysis, or token.NoPos if
// it is in another package.
func (p Pos) Local() token.Pos { return p.local }

// IsValid reports whether the position is known.
func (p Pos) IsValid() bool { return p.Line > 0 }

func (p Pos) String() string { return fmt.Sprintf("%s:%d", p.File, p.Line) }

// Compare orders positions by package, file, line and column.
func (p Pos) Compare(q Pos) int {
	if c := strings.Compare(p.Pkg, q.Pkg); c != 0 {
		return c
	}
	if c := strings.Compare(p.File, q.File); c != 0 {
		return c
	}
	if p.Line != q.Line {
		return p.Line - q.Line
	}
	return p.Col - q.Col
}
