package infer

import (
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
)

// facets are what a look at all of the package's code tells at once, whatever
// order it runs in.
type facets struct {
	// fields has the dynamic type of the values in each unexported field that has
	// an interface type, as typeName writes it, if all that is ever stored in the
	// field is of one type.
	fields map[*types.Var]string
	// flags has the fields that some function reads and sets.
	flags map[*types.Var]bool
	// forgotten has the channels that are set to nil without a wait, see nilchan.go.
	forgotten map[*types.Var]bool
	// changed has the fields that are set otherwise than when their object is made.
	changed map[*types.Var]bool
	// called has the functions that are called by name.
	called map[*ssa.Function]bool
	// boxed has the types of the package that are converted to interfaces, by which others
	// may get hold of their methods.
	boxed map[*types.Named]bool
	// restarts says that timers which have run their function run it again.
	restarts bool

	ownership *ownership
	modes     *modes
}

// look returns the facets of the package.
func (p *Package) look() *facets {
	if p.facets != nil {
		return p.facets
	}
	c := &facets{fields: map[*types.Var]string{}, called: map[*ssa.Function]bool{}, flags: map[*types.Var]bool{}, ownership: newOwnership(p), modes: newModes()}
	p.facets = c
	seen := map[*ssa.Function]bool{}
	var visit func(fn *ssa.Function)
	visit = func(fn *ssa.Function) {
		if seen[fn] {
			return
		}
		seen[fn] = true
		c.findFlags(fn)
		c.findForgotten(fn)
		for _, b := range fn.Blocks {
			for _, i := range b.Instrs {
				c.ownership.look(i)
				c.modes.look(p, fn, i)
				switch i := i.(type) {
				case *ssa.Store:
					if a, ok := i.Addr.(*ssa.FieldAddr); ok {
						c.stored(p, a, i.Val)
						if !inLiteral(a, i) {
							put(&c.changed, fieldOf(a.X.Type(), a.Field), true)
						}
					}
				case *ssa.MakeInterface:
					if n := p.boxes(i); n != nil {
						put(&c.boxed, n, true)
					}
				case ssa.CallInstruction:
					if callee := i.Common().StaticCallee(); callee != nil {
						c.called[origin(callee)] = true
						c.restarts = c.restarts || callee.Blocks == nil && contract.Lookup(declared(callee)).Op == contract.Restart
					}
				}
			}
		}
		for _, a := range fn.AnonFuncs {
			visit(a)
		}
	}
	for _, fn := range p.all {
		visit(fn)
	}
	return c
}

// findFlags notes the fields that fn both reads and sets.
func (c *facets) findFlags(fn *ssa.Function) {
	var read, set map[*types.Var]bool
	for _, b := range fn.Blocks {
		for _, i := range b.Instrs {
			switch i := i.(type) {
			case *ssa.UnOp:
				if a, ok := i.X.(*ssa.FieldAddr); ok && i.Op == token.MUL && canBeFlag(i.Type()) {
					put(&read, fieldOf(a.X.Type(), a.Field), true)
				}
			case *ssa.Store:
				if a, ok := i.Addr.(*ssa.FieldAddr); ok && !unsets(i.Val) {
					put(&set, fieldOf(a.X.Type(), a.Field), true)
				}
			case *ssa.Call:
				row, recv, args := rowOf(&i.Call)
				a, ok := recv.(*ssa.FieldAddr)
				switch {
				case ok && row.Op == contract.GetFlag:
					put(&read, fieldOf(a.X.Type(), a.Field), true)
				case ok && row.Op == contract.SetFlag && !unsets(args[0]):
					put(&set, fieldOf(a.X.Type(), a.Field), true)
				}
			}
		}
	}
	for v := range set {
		if read[v] {
			c.flags[v] = true
		}
	}
}

// stored notes that val is stored in a field.
func (c *facets) stored(p *Package, a *ssa.FieldAddr, val ssa.Value) {
	v := fieldOf(a.X.Type(), a.Field)
	if v == nil || v.Exported() || v.Pkg() != p.Types || !types.IsInterface(v.Type()) || isNil(val) {
		return
	}
	dyn := ""
	if m, ok := val.(*ssa.MakeInterface); ok {
		dyn = p.typeName(m.X.Type())
	}
	if old, ok := c.fields[v]; ok && old != dyn {
		dyn = ""
	}
	c.fields[v] = dyn
}

// fieldOf returns field index of a struct, or of the one that t points to.
func fieldOf(t types.Type, index int) *types.Var {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	return s.Field(index).Origin()
}

// fieldType returns the dynamic type of what is loaded from addr, if addr is a
// field that only ever holds values of one type.
func (f *frame) fieldType(addr ssa.Value) string {
	a, ok := addr.(*ssa.FieldAddr)
	if !ok {
		return ""
	}
	v := fieldOf(a.X.Type(), a.Field)
	if v == nil {
		return ""
	}
	return f.pkg.look().fields[v]
}

// delegates reports whether it is for the callers of the function to decide about
// two effects on p, a parameter that is an interface: they may pass a stream whose
// own methods exclude each other.
func (f *frame) delegates(p path.Path) bool {
	if p.Root.Kind != path.Param || p.Sel != "" || p.Root.Index >= len(f.fn.Params) || !f.pkg.look().called[f.fn] {
		return false
	}
	return types.IsInterface(f.fn.Params[p.Root.Index].Type())
}
