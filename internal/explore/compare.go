package explore

import (
	"cmp"

	"github.com/streamvet/streamvet/internal/machine"
)

func comparePlace(a, b machine.Place) int {
	return cmp.Or(
		cmp.Compare(a.Fn.Pkg, b.Fn.Pkg), cmp.Compare(a.Fn.File, b.Fn.File),
		cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col), cmp.Compare(a.Fn.Name, b.Fn.Name),
	)
}

// compare orders findings by their places.
func compare(a, b *Finding) int {
	return cmp.Or(
		comparePlace(a.First.Stack[0], b.First.Stack[0]),
		comparePlace(a.Second.Stack[0], b.Second.Stack[0]),
		cmp.Compare(a.Category, b.Category),
	)
}
