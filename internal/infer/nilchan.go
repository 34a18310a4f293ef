package infer

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A field with the channel that tells the end of a goroutine is nil as long as there
// is none: "if s.done != nil { <-s.done }" has waited for it in any case. That is so
// unless some function forgets the channel without waiting.

// nothingToWait notes that channel v was found to be nil.
func (f *frame) nothingToWait(s *state, v ssa.Value) {
	field := loadedField(v)
	if field == nil || f.pkg.look().forgotten[field] {
		return
	}
	if vals := f.val(v); len(vals) == 1 {
		if p := vals[0].Path; p.Root.Outside() {
			put(&s.facts, nilChan(p), true)
		} else {
			f.wait(s, summary.Token{Kind: summary.Closed, Path: p})
		}
	}
}

// nilChan names the condition that the channel that p names is nil.
func nilChan(p path.Path) string { return p.String() + "=nilchan" }

// loadedField returns the field that channel v was loaded from, or nil.
func loadedField(v ssa.Value) *types.Var {
	load, ok := v.(*ssa.UnOp)
	if !ok || load.Op != token.MUL {
		return nil
	}
	a, ok := load.X.(*ssa.FieldAddr)
	if !ok {
		return nil
	}
	if _, ok := v.Type().Underlying().(*types.Chan); !ok {
		return nil
	}
	return fieldOf(a.X.Type(), a.Field)
}

// findForgotten notes the channels in fields that fn sets to nil without ever
// receiving from them.
func (c *facets) findForgotten(fn *ssa.Function) {
	for _, b := range fn.Blocks {
		for _, i := range b.Instrs {
			st, ok := i.(*ssa.Store)
			if !ok || !isNil(st.Val) {
				continue
			}
			a, ok := st.Addr.(*ssa.FieldAddr)
			if !ok {
				continue
			}
			if v := fieldOf(a.X.Type(), a.Field); !receives(fn, func(ch ssa.Value) bool { return loadedField(ch) == v }) {
				put(&c.forgotten, v, true)
			}
		}
	}
}
