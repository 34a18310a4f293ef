package report

import (
	"fmt"
	"go/ast"
	"go/types"

	"github.com/streamvet/streamvet/internal/witness"
)

// lockHint says why the mutexes that the two calls hold don't keep them apart, if
// they hold any: somebody who has added a lock believes that it does.
func (r *reporter) lockHint(f finding) string {
	if _, text := r.lockReason(&f); text != "" {
		return "; " + text
	}
	return ""
}

// lockReason returns what lockHint says, and one of the locks.
func (r *reporter) lockReason(f *finding) (witness.Lock, string) {
	a, b := r.named(f.A.Locks), r.named(f.B.Locks)
	same := f.A.At() == f.B.At()
	switch {
	case len(a) == 0 && len(b) == 0:
		return witness.Lock{}, ""
	case len(a) == 0 && same, len(b) == 0 && same:
		l := append(a, b...)[0]
		return l, fmt.Sprintf("only one of the call paths locks %s", r.name(l))
	case len(b) == 0:
		return a[0], fmt.Sprintf("only this call holds %s", r.name(a[0]))
	case len(a) == 0:
		return b[0], fmt.Sprintf("only the other holds %s", r.name(b[0]))
	}
	for _, x := range a {
		for _, y := range b {
			if x.Same == y.Same && x.Shared && y.Shared {
				return x, fmt.Sprintf("both hold %s only for reading", r.name(x))
			}
		}
	}
	if x, y := r.name(a[0]), r.name(b[0]); x != y {
		return a[0], fmt.Sprintf("this call holds %s, the other %s", x, y)
	}
	return a[0], fmt.Sprintf("each may hold a different %s", r.name(a[0]))
}

// named returns the locks for which the source has a name.
func (r *reporter) named(locks []witness.Lock) []witness.Lock {
	var out []witness.Lock
	for _, l := range locks {
		if r.name(l) != "" {
			out = append(out, l)
		}
	}
	return out
}

// name returns how the source names the mutex that a call locks.
func (r *reporter) name(l witness.Lock) string {
	call := r.callAt(l.Pos.Local())
	if call == nil {
		return ""
	}
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	return types.ExprString(sel.X)
}
