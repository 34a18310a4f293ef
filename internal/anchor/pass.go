package anchor

import (
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/streamvet/streamvet/internal/printable"
)

// In returns the anchor of a finding in the package of pass, where the files
// are parsed already: the same as that of [Of] for the finding that a driver
// makes of it.
func In(pass *analysis.Pass, category string, pos token.Pos) Anchor {
	pkg, _, _ := strings.Cut(pass.Pkg.Path(), " [")
	a := Anchor{Category: orDash(category), Package: orDash(pkg), Func: "-", Expr: "-"}
	at := pass.Fset.Position(pos)
	for _, f := range pass.Files {
		tok := pass.Fset.File(f.FileStart)
		if tok.Name() != at.Filename {
			continue
		}
		src := &parsed{tok, f}
		a.Func, a.Expr = src.describe(at)
		a.Expr = printable.Line(a.Expr)
		break
	}
	return a
}
