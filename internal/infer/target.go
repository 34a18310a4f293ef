package infer

import (
	"go/types"
	"strconv"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A target is a function that a call may reach, with what the call binds to its
// parameters and captured variables.
type target struct {
	sum    *summary.Summary
	params []summary.Arg
	frees  []summary.Arg

	fn     path.Value // see inst
	access bool       // a call of a stream's own method
	open   bool       // a call of what isn't known here
}

// values returns arguments of which nothing but the values is known.
func values(sets ...path.Set) []summary.Arg {
	var out []summary.Arg
	for _, s := range sets {
		out = append(out, summary.Arg{Vals: s})
	}
	return out
}

// elem returns the selector of the element whose index or key the call binds to
// a parameter or captured variable, or "".
func (t *target) elem(kind path.Kind, i int) string {
	list := t.params
	if kind == path.Free {
		list = t.frees
	}
	if i < len(list) {
		return list[i].Elem
	}
	return ""
}

// accessTarget is the call of a stream's method as if it were a function with a
// summary: an access of its receiver.
func accessTarget(method string, recv path.Set) target {
	return target{
		sum: &summary.Summary{Effects: []summary.Effect{{
			Kind: summary.Access, Method: method, Side: contract.MethodSide(method), Names: []path.Path{param(0)},
		}}},
		params: values(recv),
		access: true,
	}
}

// openTarget is the call of a function value, or of a method of an interface
// value, that isn't known here.
func openTarget(method string, recv path.Set, args []summary.Arg) target {
	e := summary.Effect{Kind: summary.Call, Method: method, Names: []path.Path{param(0)}}
	for i := range args {
		e.Args = append(e.Args, summary.Arg{Vals: path.Set{{Path: param(i + 1)}}, Elem: path.Index(path.Param, i+1)})
	}
	return target{
		sum:    &summary.Summary{Effects: []summary.Effect{e}},
		params: append(values(recv), args...),
		open:   true,
	}
}

func param(i int) path.Path { return path.Of(path.Root{Kind: path.Param, Index: i}) }

// targets returns what a call may reach. A call of something unknown reaches
// nothing.
func (f *frame) targets(s *state, c *ssa.CallCommon) []target {
	args := f.args(c)
	if c.IsInvoke() {
		return f.invokeTargets(c, args)
	}
	if fn := c.StaticCallee(); fn != nil {
		var frees []summary.Arg
		if mc, ok := c.Value.(*ssa.MakeClosure); ok {
			for _, b := range mc.Bindings {
				frees = append(frees, summary.Arg{Vals: f.val(b), Elem: f.freeElem(b)})
			}
		}
		return f.staticTargets(fn, args, frees)
	}
	if _, ok := c.Value.(*ssa.Builtin); ok {
		return nil
	}
	if contract.IsStreamHandler(c.Signature()) {
		return f.handlerTargets(s, f.val(c.Value), args)
	}
	return f.valueTargets(s, f.val(c.Value), args)
}

// handlerTargets is valueTargets for a grpc.StreamHandler. One that isn't known
// is somebody's handler, which may send and receive.
func (f *frame) handlerTargets(s *state, fns path.Set, args []summary.Arg) []target {
	var out []target
	known := len(fns) > 0
	for _, v := range fns {
		if t, ok := f.valueTarget(s, v, args); ok {
			out = append(out, t...)
		} else {
			known = false
		}
	}
	if !known {
		// Two targets: it is either of the two that may meet something else, in
		// whichever way the stream that the handler is given does it.
		for _, method := range [...]string{"SendMsg", "RecvMsg"} {
			t := accessTarget(method, args[1].Vals)
			t.access = false
			out = append(out, t)
		}
	}
	return out
}

func (f *frame) args(c *ssa.CallCommon) []summary.Arg {
	args := make([]summary.Arg, len(c.Args))
	for i, a := range c.Args {
		args[i].Vals = f.dynamic(a, f.val(a), nil)
		if _, ok := a.Type().Underlying().(*types.Basic); ok {
			args[i].Elem = f.elem(a)
		}
	}
	return args
}

// staticTargets returns the target of a call of a declared function.
func (f *frame) staticTargets(fn *ssa.Function, args, frees []summary.Arg) []target {
	if recv := fn.Signature.Recv(); recv != nil && contract.IsStream(recv.Type()) && len(args) > 0 {
		// The generic stream types of grpc itself.
		if obj := origin(fn).Object(); obj != nil && obj.Pkg() != nil && contract.IsGRPC(obj.Pkg().Path()) && obj.Pkg() != f.pkg.Types {
			if contract.MethodSide(fn.Name()) != 0 {
				return []target{accessTarget(fn.Name(), args[0].Vals)}
			}
		}
	}
	sum := f.pkg.summary(fn)
	if sum == nil {
		return nil
	}
	return []target{{sum: sum, params: args, frees: frees}}
}

// invokeTargets returns the targets of a call of an interface's method.
func (f *frame) invokeTargets(c *ssa.CallCommon, args []summary.Arg) []target {
	recv := f.val(c.Value)
	stream := contract.IsStream(c.Value.Type())
	var out []target
	var rest path.Set
	for _, v := range recv {
		if t := f.methodTarget(v, c.Method.Name(), args); t != nil {
			out = append(out, *t)
		} else if t := f.soleTarget(v, c.Method, args); t != nil {
			out = append(out, *t)
		} else {
			rest = rest.Plus(v)
		}
	}
	if len(rest) == 0 {
		return out
	}
	name := c.Method.Name()
	if stream && contract.MethodSide(name) != 0 {
		return append(out, accessTarget(name, rest))
	}
	if stream || contract.Lookup(c.Method).Op.Acts() || f.pkg.opaque(c.Value.Type(), c.Method) {
		return out
	}
	return append(out, openTarget(name, rest, args))
}

// methodTarget returns what the method called name of a value is, if the value's
// dynamic type tells.
func (f *frame) methodTarget(v path.Value, name string, args []summary.Arg) *target {
	switch v.Dyn {
	case "":
		return nil
	case streamType:
		if contract.MethodSide(name) != 0 {
			t := accessTarget(name, path.Set{v})
			return &t
		}
		return nil
	}
	fn := f.pkg.method(v.Dyn, name)
	if fn == nil {
		return nil
	}
	sum := f.pkg.summary(fn)
	if sum == nil && !f.pkg.known(fn) {
		return nil
	}
	v.Dyn = ""
	return &target{sum: sum, params: append(values(path.Set{v}), args...)}
}

// ioTargets returns the methods that a function of package io, or one like it, calls of
// the readers and writers among its arguments.
// https://pkg.go.dev/io#Copy: "copies from src to dst until either EOF is reached on src
// or an error occurs"
func (f *frame) ioTargets(row contract.Row, args []ssa.Value) []target {
	switch row.Op {
	case contract.Write:
		return f.methodTargets(args, row.Arg, "Write")
	case contract.Read:
		return f.methodTargets(args, row.Arg, "Read")
	}
	// "If src implements WriterTo, the copy is implemented by calling src.WriteTo(dst).
	// Otherwise, if dst implements ReaderFrom, the copy is implemented by calling dst.ReadFrom(src)."
	if all := f.knownMethods(args, row.Arg+1, "WriteTo", row.Arg); all != nil {
		return all
	}
	if all := f.knownMethods(args, row.Arg, "ReadFrom", row.Arg+1); all != nil {
		return all
	}
	return append(f.methodTargets(args, row.Arg, "Write"), f.methodTargets(args, row.Arg+1, "Read")...)
}

// knownMethods returns the methods called name of what argument i may be, if all have one. They
// take argument of.
func (f *frame) knownMethods(args []ssa.Value, i int, name string, of int) []target {
	if i >= len(args) || of >= len(args) {
		return nil
	}
	var out []target
	other := values(f.dynamic(args[of], f.val(args[of]), nil))
	for _, v := range f.dynamic(args[i], f.val(args[i]), nil) {
		t := f.methodTarget(v, name, other)
		if t == nil || v.Dyn == streamType {
			return nil
		}
		out = append(out, *t)
	}
	return out
}

// methodTargets returns what the method called name of argument i is. It takes some
// bytes.
func (f *frame) methodTargets(args []ssa.Value, i int, name string) []target {
	if i >= len(args) {
		return nil
	}
	var out []target
	var rest path.Set
	data := []summary.Arg{{}}
	for _, v := range f.dynamic(args[i], f.val(args[i]), nil) {
		if t := f.methodTarget(v, name, data); t != nil {
			out = append(out, *t)
		} else {
			rest = rest.Plus(v)
		}
	}
	if len(rest) > 0 && f.pkg.GRPC {
		out = append(out, openTarget(name, rest, data))
	}
	return out
}

// valueTargets returns the targets of a call of function values.
func (f *frame) valueTargets(s *state, fns path.Set, args []summary.Arg) []target {
	var out []target
	var rest path.Set
	for _, v := range fns {
		if t, ok := f.valueTarget(s, v, args); ok {
			if !v.Via.IsZero() {
				for k := range t {
					t[k].fn = v
				}
			}
			out = append(out, t...)
		} else {
			rest = rest.Plus(v)
		}
	}
	if len(rest) > 0 {
		out = append(out, openTarget("", rest, args))
	}
	return out
}

// valueTarget returns what a call of function value v reaches, and whether that
// is known.
func (f *frame) valueTarget(s *state, v path.Value, args []summary.Arg) ([]target, bool) {
	if v.Sel != "" {
		return nil, false
	}
	switch v.Root.Kind {
	case path.Func:
		if fn, ok := v.Root.Origin().(*ssa.Function); ok {
			return f.staticTargets(fn, args, nil), true
		}
		if sum := f.pkg.summaryByName(v.Root.Name); sum != nil {
			return []target{{sum: sum, params: args}}, true
		}
		return nil, true
	case path.Site:
		if mc, ok := v.Root.Origin().(*ssa.MakeClosure); ok {
			fn := mc.Fn.(*ssa.Function)
			var frees []summary.Arg
			for i, b := range mc.Bindings {
				frees = append(frees, summary.Arg{Vals: s.heap.Load(v.Select("$" + strconv.Itoa(i))), Elem: f.freeElem(b)})
			}
			return f.staticTargets(fn, args, frees), true
		}
		if call, ok := v.Root.Origin().(*ssa.Call); ok && v.Root.Index == 0 {
			if sig := memoized(call); sig != nil {
				return []target{{sum: memoSummary(sig), params: args, frees: f.freesOf(s, v, memoFrees(sig))}}, true
			}
		}
		if fr := f.freshOf(v); fr != nil && fr.Func != nil {
			return []target{{sum: fr.Func, params: args, frees: f.freesOf(s, v, fr.Frees)}}, true
		}
	}
	return nil, false
}

// freesOf returns what the n captured variables of a closure are.
func (f *frame) freesOf(s *state, closure path.Value, n int) []summary.Arg {
	var frees []summary.Arg
	for i := range n {
		frees = append(frees, summary.Arg{Vals: s.heap.Load(closure.Select("$" + strconv.Itoa(i)))})
	}
	return frees
}

// freeElem returns the selector of the element whose index or key the captured
// variable b holds.
func (f *frame) freeElem(b ssa.Value) string {
	switch b := b.(type) {
	case *ssa.Alloc:
		if x := onlyGiven(b); x != nil {
			return f.elem(x)
		}
		return path.Elem("", b.Name())
	case *ssa.FreeVar:
		for i, fv := range f.fn.FreeVars {
			if fv == b {
				return path.Index(path.Free, i)
			}
		}
	}
	return ""
}

// origin returns the generic function that fn is an instance of, or fn.
func origin(fn *ssa.Function) *ssa.Function {
	if o := fn.Origin(); o != nil {
		return o
	}
	return fn
}

// declared returns the function or method that fn is, for the tables and facts.
func declared(fn *ssa.Function) *types.Func {
	obj, _ := origin(fn).Object().(*types.Func)
	return obj
}
