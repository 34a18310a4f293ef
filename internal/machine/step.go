package machine

import (
	"slices"

	"github.com/streamvet/streamvet/internal/code"
)

// step executes one instruction of g.
func (m *Machine) step(g *Goroutine) {
	if g.limit.step > 0 && m.Steps > g.limit.step && len(g.stack) > g.limit.depth {
		m.abandon(g, g.stack[g.limit.depth])
		return
	}
	f := g.top()
	if g.panic != nil {
		m.unwind(g)
		return
	}
	if f.native != nil {
		m.stepNative(g, f)
		return
	}
	if f.panic != nil {
		m.resume(g, f)
		return
	}
	in := &f.fn.Blocks[f.block].Instrs[f.pc]
	if m.Trace != nil {
		m.Trace(g, f.fn, in)
	}
	switch in.Op {
	case code.Alloc:
		t := m.typeOf(f, in.T)
		f.set(in, &Cell{T: t})
	case code.BinOp:
		m.binaryInstr(g, f, in)
	case code.Not:
		f.set(in, m.not(m.get(f, in.A[0])))
	case code.Neg:
		f.set(in, m.negate(in.S, m.get(f, in.A[0]), m.typeOf(f, in.T)))
	case code.Load:
		if c := m.pointer(g, m.get(f, in.A[0])); c != nil {
			g.observe(c)
			f.set(in, m.load(c))
		}
	case code.Store:
		if c := m.pointer(g, m.get(f, in.A[0])); c != nil {
			m.store(c, m.get(f, in.A[1]))
			g.publish(c)
			f.pc++
			if m.Jitter && c.shared && len(m.Goroutines) > 1 && m.Choices.Percent(jitter(c)) {
				g.preempted = true
			}
		}
	case code.FieldAddr:
		if c := m.pointer(g, m.get(f, in.A[0])); c != nil {
			field := m.fieldOf(m.peek(c), in, m.typeOf(f, in.T))
			field.shared = true
			f.set(in, field)
		}
	case code.Field:
		f.set(in, m.load(m.fieldOf(m.get(f, in.A[0]), in, m.typeOf(f, in.T))))
	case code.Getter:
		m.getter(g, f, in)
	case code.IndexAddr:
		m.indexAddr(g, f, in)
	case code.Index:
		m.indexInstr(g, f, in)
	case code.Lookup:
		f.set(in, m.lookup(m.get(f, in.A[0]), m.get(f, in.A[1]), m.typeOf(f, in.T), in.N == 1))
	case code.MapUpdate:
		m.mapUpdate(g, f, in)
	case code.MakeMap:
		f.set(in, &Map{T: m.typeOf(f, in.T)})
	case code.MakeChan:
		ch := m.NewChan(m.typeOf(f, in.T), m.Int(m.get(f, in.A[0]), 0, 3))
		if in.N == 1 {
			ch.Left = outsideValues
		}
		f.set(in, ch)
	case code.MakeSlice:
		m.makeSlice(g, f, in)
	case code.SliceOp:
		m.slice(g, f, in)
	case code.MakeIface:
		v := m.ToInterface(m.get(f, in.A[0]), m.typeOf(f, in.T))
		if i, ok := v.(*Iface); ok {
			i.any = in.N == 1
		}
		f.set(in, v)
	case code.MakeClosure:
		f.set(in, m.closure(f, in))
	case code.Convert:
		m.convertInstr(g, f, in)
	case code.Assert:
		m.assert(g, f, in)
	case code.Extract:
		f.set(in, m.extract(m.get(f, in.A[0]), in))
	case code.Range:
		f.set(in, m.iterate(m.get(f, in.A[0])))
	case code.Next:
		f.set(in, m.next(f, in))
	case code.Recv:
		m.recv(g, f, in)
	case code.Send:
		m.send(g, f, in)
	case code.Select:
		m.selects(g, f, in)
	case code.Call:
		m.callInstr(g, f, in)
	case code.Go:
		m.goInstr(g, f, in)
	case code.Defer:
		m.deferInstr(f, in)
	case code.RunDefers:
		m.runDefers(g, f)
	case code.Panic:
		m.Panic(g, m.get(f, in.A[0]))
	case code.If:
		m.branch(g, f, in)
	case code.Jump:
		m.jump(f, f.fn.Blocks[f.block].Succs[0])
	case code.Return:
		m.ret(g, f, in)
	default:
		m.Stop(Refused, in.S)
	}
}

// set stores the result of an instruction and goes on to the next one.
func (f *Frame) set(in *code.Instr, v Value) {
	if in.Dst >= 0 {
		f.slots[in.Dst] = v
	}
	f.pc++
}

func (m *Machine) stepNative(g *Goroutine, f *Frame) {
	result := f.ret
	f.ret = nil
	done, v := f.native(m, g, result)
	if done && g.top() == f {
		m.pop(g, v)
	}
}

// get returns the value of an operand.
func (m *Machine) get(f *Frame, o code.Operand) Value {
	switch {
	case o == code.NoOperand:
		return nil
	case o >= 0:
		return m.Resolve(f.slots[o])
	}
	return m.constant(f, &f.fn.Consts[o.Const()])
}

func (m *Machine) constant(f *Frame, c *code.Const) Value {
	switch c.Kind {
	case code.IntConst:
		if c.Type.Kind == code.Param && m.typeOf(f, c.Type).Kind == code.Float {
			return float64(c.Int)
		}
		return c.Int
	case code.FloatConst:
		return c.Float
	case code.TextConst:
		return c.Text
	case code.BoolConst:
		return c.Int == 1
	case code.GlobalConst:
		return m.Global(c.Text, m.typeOf(f, c.Type))
	case code.FuncConst:
		return m.function(f, c)
	case code.OpaqueConst:
		return m.known("constant "+f.fn.Name+c.Text, m.typeOf(f, c.Type), c.Text)
	}
	return m.Zero(m.typeOf(f, c.Type))
}

// typeOf returns the type that t is in the frame: with its type arguments.
func (m *Machine) typeOf(f *Frame, t *code.Type) *code.Type {
	if len(f.args) == 0 || t == nil {
		return t
	}
	return m.Program.Instantiate(t, f.args)
}

func (m *Machine) function(f *Frame, c *code.Const) Value {
	if len(c.Args) == 0 {
		cl, ok := m.funcs[c]
		if !ok {
			cl = &Closure{Name: c.Text, Fn: m.Program.Func(c.Text), Results: c.Results}
			m.funcs[c] = cl
		}
		return cl
	}
	cl := &Closure{Name: c.Text, Fn: m.Program.Func(c.Text), Results: c.Results}
	for _, a := range c.Args {
		cl.Args = append(cl.Args, m.typeOf(f, a))
	}
	if len(cl.Args) > 0 && len(c.Results) > 0 {
		cl.Results = make([]*code.Type, len(c.Results))
		for i, r := range c.Results {
			cl.Results[i] = m.typeOf(f, r)
		}
	}
	return cl
}

func (m *Machine) closure(f *Frame, in *code.Instr) Value {
	c, ok := m.get(f, in.A[0]).(*Closure)
	if !ok {
		return m.NewUnknown(in.T, "")
	}
	cl := *c
	for _, a := range in.A[1:] {
		cl.Free = append(cl.Free, m.get(f, a))
	}
	return &cl
}

// jump goes on in another block of the frame's function: first its phis, all at once.
func (m *Machine) jump(f *Frame, to int32) {
	block := &f.fn.Blocks[to]
	edge := -1
	for i, p := range block.Preds {
		if p == f.block {
			edge = i
			break
		}
	}
	n := 0
	for n < len(block.Instrs) && block.Instrs[n].Op == code.Phi {
		n++
	}
	if n > 0 {
		m.phis = slices.Grow(m.phis[:0], n)
		vs := m.phis[:n]
		for i := range n {
			if edge >= 0 && edge < len(block.Instrs[i].A) {
				vs[i] = m.get(f, block.Instrs[i].A[edge])
			}
		}
		for i, v := range vs {
			f.slots[block.Instrs[i].Dst] = v
		}
		clear(vs)
	}
	f.prev, f.block, f.pc = f.block, to, n
	m.visit(m.current, f.fn, to)
}

func (m *Machine) branch(g *Goroutine, f *Frame, in *code.Instr) {
	succs := f.fn.Blocks[f.block].Succs
	cond := m.get(f, in.A[0])
	if _, known := cond.(bool); !known {
		m.biased = m.avoid(g, f.fn, succs[0], succs[1])
		if m.biased == 0 && m.Guide != nil {
			m.biased = m.Guide.Prefer(m, f.fn, succs[0], succs[1])
		}
	}
	yes := m.True(cond)
	m.biased = 0
	if yes {
		m.jump(f, succs[0])
	} else {
		m.jump(f, succs[1])
	}
}

func (m *Machine) ret(g *Goroutine, f *Frame, in *code.Instr) {
	if len(f.defers) > 0 {
		// Package ssa leaves RunDefers out of a function without defer statements, also if its
		// loops over functions have some.
		m.runDefer(g, f)
		return
	}
	m.pop(g, m.results(f, in.A))
}

func (m *Machine) results(f *Frame, a []code.Operand) Value {
	switch len(a) {
	case 0:
		return nil
	case 1:
		return m.get(f, a[0])
	}
	vs := make(Tuple, len(a))
	for i, o := range a {
		vs[i] = m.get(f, o)
	}
	return vs
}
