package infer

import (
	"go/types"
	"slices"

	"golang.org/x/tools/go/ssa"
)

// A mode is a field by which one goroutine keeps track of what it has started: a boolean,
// something that may be nil, or one of a few constants. What is known of it is a
// condition as that of a register is, and guards what is live: what was started in one
// mode isn't running where the field tells of another. Unlike a register it changes. So
// what is known of it is forgotten when it is set, and when a function is called that may
// set it.

// A mode is what the package does with a field.
type mode struct {
	consts  []string // what it is compared with or given: constants, "true", "nil"
	writers map[*ssa.Function]bool
	sets    mention // answers which functions may set it
	text    bool    // it is a string
	bad     bool    // its address goes elsewhere
}

// maxModeConsts bounds how many constants a mode has.
const maxModeConsts = 8

// modes has the modes of a package, and who calls whom.
type modes struct {
	of      map[*types.Var]*mode
	callers map[*ssa.Function][]caller
	escapes map[*ssa.Function]bool // used as values, or behind interfaces
	allowed map[allowedKey]bool
	others  map[*ssa.Function]bool // see elsewhere

	operands []*ssa.Value // of the present instruction, to be used again
}

type caller struct {
	fn      *ssa.Function
	spawned bool
}

type allowedKey struct {
	m  *mode
	fn *ssa.Function
}

func newModes() *modes {
	return &modes{
		of: map[*types.Var]*mode{}, callers: map[*ssa.Function][]caller{}, escapes: map[*ssa.Function]bool{},
		allowed: map[allowedKey]bool{},
	}
}

// look notes what instruction i of fn does with modes and functions.
func (c *modes) look(p *Package, fn *ssa.Function, i ssa.Instruction) {
	switch i := i.(type) {
	case *ssa.FieldAddr:
		c.lookAt(p, fn, i)
	case *ssa.Store:
		if s, ok := i.Val.Type().Underlying().(*types.Struct); ok {
			for v := range s.Fields() {
				if v.Pkg() == p.Types && canBeMode(v.Type()) {
					c.mode(v.Origin()).bad = true
				}
			}
		}
	case *ssa.MakeInterface:
		c.box(p, i)
	}
	call, isCall := i.(ssa.CallInstruction)
	if isCall {
		if callee := call.Common().StaticCallee(); callee != nil {
			_, spawned := i.(*ssa.Go)
			c.callers[origin(callee)] = append(c.callers[origin(callee)], caller{origin(fn), spawned})
		}
	}
	c.operands = i.Operands(c.operands[:0])
	for _, v := range c.operands {
		if v == nil || isCall && *v == call.Common().Value {
			continue
		}
		switch x := (*v).(type) {
		case *ssa.Function:
			if _, isClosure := i.(*ssa.MakeClosure); !isClosure {
				c.escapes[origin(x)] = true
			}
		case *ssa.MakeClosure:
			c.escape(p, x.Fn.(*ssa.Function))
		}
	}
}

// escape notes that fn, a function literal or a bound method, is used as a value.
func (c *modes) escape(p *Package, fn *ssa.Function) {
	c.escapes[fn] = true
	if obj, ok := fn.Object().(*types.Func); ok && obj.Pkg() == p.Types {
		if m := p.SSA.Prog.FuncValue(obj.Origin()); m != nil {
			c.escapes[m] = true
		}
	}
}

// box notes that the methods of what i converts to an interface may be called by it.
func (c *modes) box(p *Package, i *ssa.MakeInterface) {
	iface, ok := i.Type().Underlying().(*types.Interface)
	n := named(i.X.Type())
	if !ok || n == nil || n.Obj().Pkg() != p.Types {
		return
	}
	for m := range iface.Methods() {
		obj, _, _ := types.LookupFieldOrMethod(i.X.Type(), true, p.Types, m.Name())
		if fn, ok := obj.(*types.Func); ok {
			if m := p.SSA.Prog.FuncValue(fn.Origin()); m != nil {
				c.escapes[m] = true
			}
		}
	}
}

func (c *modes) mode(v *types.Var) *mode {
	m := c.of[v]
	if m == nil {
		writers := map[*ssa.Function]bool{}
		b, ok := v.Type().Underlying().(*types.Basic)
		text := ok && b.Info()&types.IsString != 0
		m = &mode{writers: writers, text: text, sets: mention{of: func(fn *ssa.Function) bool { return writers[fn] }}}
		c.of[v] = m
	}
	return m
}

// lookAt notes what fn does with a field.
func (c *modes) lookAt(p *Package, fn *ssa.Function, a *ssa.FieldAddr) {
	v := fieldOf(a.X.Type(), a.Field)
	if v == nil || v.Exported() || v.Pkg() != p.Types || !canBeMode(v.Type()) {
		return
	}
	m := c.mode(v)
	for _, r := range *a.Referrers() {
		switch r := r.(type) {
		case *ssa.DebugRef:
		case *ssa.UnOp:
			for _, use := range *r.Referrers() {
				if cmp, ok := use.(*ssa.BinOp); ok {
					m.compared(cmp)
				}
			}
			if isBoolean(r.Type()) {
				m.add("true")
			}
		case *ssa.Store:
			if r.Addr != a {
				m.bad = true
			}
			m.add(constOf(r.Val))
			if !inLiteral(a, r) {
				m.writers[origin(fn)] = true
			}
		default:
			m.bad = true
		}
	}
}

// canBeMode reports whether a field of type t can tell a mode.
func canBeMode(t types.Type) bool {
	if b, ok := t.Underlying().(*types.Basic); ok && b.Info()&(types.IsInteger|types.IsString) != 0 {
		_, named := types.Unalias(t).(*types.Named)
		return named // an enumeration
	}
	return isBoolean(t) || isNilable(t)
}

// constOf returns the name of what v is, if it is a constant.
func constOf(v ssa.Value) string {
	c, ok := v.(*ssa.Const)
	switch {
	case !ok:
		return ""
	case c.Value == nil:
		return "nil"
	case isBoolean(c.Type()):
		return "true"
	}
	return c.Value.ExactString()
}

func (m *mode) add(name string) {
	if name != "" && !slices.Contains(m.consts, name) {
		m.consts = append(m.consts, name)
		slices.Sort(m.consts)
		m.bad = m.bad || len(m.consts) > maxModeConsts
	}
}

// compared notes the constant with which cmp compares.
func (m *mode) compared(cmp *ssa.BinOp) {
	m.add(constOf(cmp.X))
	m.add(constOf(cmp.Y))
}

// inLiteral reports whether st is a part of making the object of which a is a field.
func inLiteral(a *ssa.FieldAddr, st *ssa.Store) bool {
	object, ok := a.X.(*ssa.Alloc)
	if !ok || object.Comment != "complit" || object.Block() != st.Block() {
		return false
	}
	instrs := st.Block().Instrs
	between := instrs[slices.Index(instrs, ssa.Instruction(object)):slices.Index(instrs, ssa.Instruction(st))]
	return !slices.ContainsFunc(between, func(i ssa.Instruction) bool {
		switch i.(type) {
		case *ssa.Go:
			return true
		case *ssa.FieldAddr, *ssa.DebugRef:
			return false
		}
		return slices.ContainsFunc(i.Operands(nil), func(v *ssa.Value) bool { return v != nil && *v == ssa.Value(object) })
	})
}

// only reports whether fn is root, or is called in place by root alone, by itself or by
// others of which the same holds.
func (c *modes) only(fn, root *ssa.Function, seen map[*ssa.Function]bool) bool {
	if fn == root || seen[fn] {
		return true
	}
	seen[fn] = true
	if obj := declared(fn); c.escapes[fn] || len(c.callers[fn]) == 0 || obj != nil && isAPI(obj) {
		return false
	}
	return !slices.ContainsFunc(c.callers[fn], func(by caller) bool { return by.spawned || !c.only(by.fn, root, seen) })
}

// isAPI reports whether other packages can call a function by name.
func isAPI(obj *types.Func) bool {
	if !obj.Exported() {
		return false
	}
	recv := obj.Signature().Recv()
	if recv == nil {
		return true
	}
	n := named(recv.Type())
	return n == nil || n.Obj().Exported()
}

// maxModeRoots bounds in how many functions the one is looked for that calls the others.
const maxModeRoots = 16

// elsewhere returns the functions that may run on a goroutine that the package starts, or
// whenever others call them as values.
func (c *modes) elsewhere() map[*ssa.Function]bool {
	if c.others != nil {
		return c.others
	}
	c.others = map[*ssa.Function]bool{}
	var work []*ssa.Function
	add := func(fn *ssa.Function) {
		if !c.others[fn] {
			c.others[fn] = true
			work = append(work, fn)
		}
	}
	for fn := range c.escapes {
		add(fn)
	}
	for fn, list := range c.callers {
		if slices.ContainsFunc(list, func(by caller) bool { return by.spawned }) {
			add(fn)
		}
	}
	for len(work) > 0 {
		fn := work[len(work)-1]
		work = work[:len(work)-1]
		for _, g := range mentioned(fn) {
			add(g)
		}
	}
	return c.others
}

// sequential reports whether no other goroutine sets the mode while fn runs: those that
// set it run on no goroutine of the package, or they and fn are called in place by one
// function.
func (c *modes) sequential(m *mode, fn *ssa.Function) bool {
	key := allowedKey{m, fn}
	if known, ok := c.allowed[key]; ok {
		return known
	}
	elsewhere := func() bool {
		for w := range m.writers {
			if c.elsewhere()[w] {
				return true
			}
		}
		return false
	}
	if !elsewhere() {
		c.allowed[key] = true
		return true
	}
	roots := []*ssa.Function{fn}
	for n := 0; n < len(roots) && len(roots) < maxModeRoots; n++ {
		for _, by := range c.callers[roots[n]] {
			if !by.spawned && !slices.Contains(roots, by.fn) {
				roots = append(roots, by.fn)
			}
		}
	}
	out := slices.ContainsFunc(roots, func(root *ssa.Function) bool {
		for w := range m.writers {
			if !c.only(w, root, map[*ssa.Function]bool{}) {
				return false
			}
		}
		return c.only(fn, root, map[*ssa.Function]bool{})
	})
	c.allowed[key] = out
	return out
}
