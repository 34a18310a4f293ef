package record

import (
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/machine"
)

// streams notes the streams that g has come by: as results of the instruction before, or as
// parameters of the function that begins.
func (r *Recorder) streams(g *machine.Goroutine, fn *code.Func) {
	if in, v := g.Last(); in != nil {
		if u := r.stream(v); u != nil {
			r.Gets = append(r.Gets, Get{Time: r.time, G: g, Stream: u, Place: r.place(fn, in), Stack: g.Stack(), In: in, Fn: fn})
		}
		return
	}
	for i := 0; ; i++ {
		v := g.Param(i)
		if v == nil {
			return
		}
		if u := r.stream(v); u != nil {
			at := machine.Place{Fn: fn, Line: fn.Line, Col: fn.Col}
			param := i
			if fn.IsBound() {
				param++ // the receiver is none of its parameters
			}
			r.Gets = append(r.Gets, Get{Time: r.time, G: g, Stream: u, Place: at, Stack: g.Stack(), Param: param, Fn: fn})
		}
	}
}

// put notes that g is about to store a stream.
func (r *Recorder) put(g *machine.Goroutine, fn *code.Func, in *code.Instr) {
	var stored []code.Operand
	switch in.Op {
	case code.Store, code.Send:
		stored = in.A[1:2]
	case code.MapUpdate:
		stored = in.A[1:3]
	}
	for _, o := range stored {
		if u := r.stream(r.m.Value(g, o)); u != nil {
			r.Puts = append(r.Puts, Put{Time: r.time, G: g, Stream: u, Place: r.place(fn, in), In: in, Fn: fn})
		}
	}
}

// stream returns the stream that a value is, or nil.
func (r *Recorder) stream(v machine.Value) *machine.Unknown {
	switch v := r.m.Resolve(v).(type) {
	case *machine.Unknown:
		if v.Object() != nil {
			return v.Whole()
		}
	case *machine.Iface:
		return r.stream(v.V)
	case *machine.Cell: // generated code has put it into a struct
		if v.T != nil && contract.IsGenericStream(v.T.Origin) {
			if u := r.m.StreamOf(v, nil); u != nil {
				return u.Whole()
			}
		}
	}
	return nil
}

// place returns where an instruction is. One that loads or stores has no place of its own: that
// of the address counts.
func (r *Recorder) place(fn *code.Func, in *code.Instr) machine.Place {
	for i := in; i != nil && len(i.A) > 0; {
		if i.Line > 0 {
			return machine.Place{Fn: fn, Line: i.Line, Col: i.Col}
		}
		i = Definition(fn, i.A[0])
	}
	if in.Line > 0 {
		return machine.Place{Fn: fn, Line: in.Line, Col: in.Col}
	}
	return machine.Place{Fn: fn, Line: fn.Line, Col: fn.Col}
}

// Definition returns the instruction whose result is an operand of one in fn, or nil.
func Definition(fn *code.Func, o code.Operand) *code.Instr {
	if o < 0 || o == code.NoOperand {
		return nil
	}
	for b := range fn.Blocks {
		for i := range fn.Blocks[b].Instrs {
			if in := &fn.Blocks[b].Instrs[i]; in.Dst == int32(o) {
				return in
			}
		}
	}
	return nil
}
