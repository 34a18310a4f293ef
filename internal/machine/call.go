package machine

import (
	"fmt"
	"runtime"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
)

// A Model does what a function of a library does.
type Model func(c *Call) (Value, Status)

// A Call is a call that a model executes.
type Call struct {
	M       *Machine
	G       *Goroutine
	Name    string // of the function
	Args    []Value
	Results []*code.Type
	Types   []*code.Type // type arguments
	In      *code.Instr
	dst     int32
}

// Status says what has become of a call.
type Status uint8

// The states of a call.
const (
	Done    Status = iota // it has returned
	Blocked               // it is to be made again when [Goroutine.Block] says so
	Pushed                // it runs in frames of its own
)

// Models finds the models of functions.
type Models interface {
	// Lookup returns the model of a function, or nil, and whether other goroutines may
	// notice what it does or be noticed by it.
	Lookup(name string) (model Model, visible bool)
	// Method returns the model of a method of an object from outside, or nil.
	Method(u *Unknown, name string) Model
	// Opaque returns the model of a function of which only the call is known, or nil.
	Opaque(c *Call) Model
}

// callee is what the machine has found out about the function of a name.
type callee struct {
	model   Model
	visible bool
	method  string
}

func (m *Machine) callee(name string) *callee {
	c, ok := m.callees[name]
	if !ok {
		c = new(callee)
		c.model, c.visible = m.Models.Lookup(name)
		if strings.HasPrefix(name, "(") {
			c.method = name[strings.LastIndexByte(name, '.')+1:]
		}
		m.callees[name] = c
	}
	return c
}

// callParts returns what a call instruction calls, and with which arguments. The callee is
// nil if it turned out to be nil.
func (m *Machine) callParts(f *Frame, in *code.Instr) (Value, []Value) {
	args := make([]Value, 0, len(in.A))
	for _, a := range in.A {
		args = append(args, m.get(f, a))
	}
	switch in.Mode {
	case code.Builtin:
		return in.S, args
	case code.Invoke:
		return m.method(f, in, args)
	}
	return args[0], args[1:]
}

// method finds the method that an interface call calls.
func (m *Machine) method(f *Frame, in *code.Instr, args []Value) (Value, []Value) {
	switch v := args[0].(type) {
	case *Iface:
		return m.methodOf(v.T, v.V, in, args)
	case Native:
		if model := v.Method(in.S); model != nil {
			return &Closure{Name: in.S, Native: model}, args
		}
		return &Closure{Name: "(native)." + in.S, Results: m.resultTypes(f, in)}, args
	case *Unknown:
		if m.usedNil(m.current, v) {
			return nil, args
		}
		name := in.S
		if in.Recv != nil {
			name = m.methodName(in.Recv, in.S)
		}
		return &Closure{Name: name, Results: m.resultTypes(f, in)}, args
	case Nil, nil:
		return nil, args
	}
	// A value whose type is a type parameter.
	if t := m.typeOf(f, in.Recv); t != nil && t.Kind != code.Interface {
		return m.methodOf(t, args[0], in, args)
	}
	return &Closure{Name: "(?)." + in.S, Results: m.resultTypes(f, in)}, args
}

// A methodKey is a method of a type.
type methodKey struct {
	t    *code.Type
	name string
}

// methodName returns the full name of a method of an interface.
func (m *Machine) methodName(t *code.Type, method string) string {
	k := methodKey{t, method}
	name, ok := m.names[k]
	if !ok {
		name = "(" + t.Name + ")." + method
		m.names[k] = name
	}
	return name
}

func (m *Machine) resultTypes(f *Frame, in *code.Instr) []*code.Type {
	t := m.typeOf(f, in.T)
	if t == nil {
		return nil
	}
	if t.Kind == code.Tuple {
		return t.Elems
	}
	return []*code.Type{t}
}

func (m *Machine) methodOf(t *code.Type, v Value, in *code.Instr, args []Value) (Value, []Value) {
	return m.methodThrough(t, v, in, args, 0)
}

// methodThrough is methodOf for an object that is the interface value in a field of another one,
// and so on: as many as depth.
func (m *Machine) methodThrough(t *code.Type, v Value, in *code.Instr, args []Value, depth int) (Value, []Value) {
	target, ok := m.findMethod(t, in.S)
	if !ok {
		return &Closure{Name: "(" + t.Name + ")." + in.S, Results: m.flat(in.T)}, args
	}
	recv := m.follow(v, t, target)
	out := append([]Value{recv}, args[1:]...)
	if target.iface {
		switch r := m.Resolve(recv).(type) {
		case *Iface:
			if depth > maxNesting { // it embeds itself
				m.Stop(Exhausted, "recursion of embedded interfaces")
				return nil, out
			}
			return m.methodThrough(r.T, r.V, in, out, depth+1)
		case Native:
			if model := r.Method(in.S); model != nil {
				return &Closure{Name: in.S, Native: model}, out
			}
		case Nil, nil:
			return nil, out
		case *Unknown:
			if m.usedNil(m.current, r) {
				return nil, out
			}
		}
		return &Closure{Name: "(" + target.on.Name + ")." + in.S, Results: m.flat(in.T)}, out
	}
	return &Closure{Name: target.name, Fn: m.Program.Func(target.name), Args: target.on.Args, Results: m.flat(in.T)}, out
}

func (m *Machine) flat(t *code.Type) []*code.Type {
	if t == nil {
		return nil
	}
	if t.Kind == code.Tuple {
		return t.Elems
	}
	return []*code.Type{t}
}

// A methodTarget is a method and the way to its receiver.
type methodTarget struct {
	name    string
	on      *code.Type // the named type that declares it
	pointer bool       // whether the receiver is a pointer
	iface   bool       // whether it is the method of an embedded interface
	path    []code.Embedded
}

// findMethod looks a method up by the rules of Go: the shallowest one counts.
func (m *Machine) findMethod(t *code.Type, name string) (methodTarget, bool) {
	k := methodKey{t, name}
	target, ok := m.targets[k]
	if !ok {
		target = m.lookUpMethod(t, name)
		m.targets[k] = target
	}
	return target, target.on != nil
}

// lookUpMethod returns the method of that name, or a target without a type if there is none.
func (m *Machine) lookUpMethod(t *code.Type, name string) methodTarget {
	type candidate struct {
		t    *code.Type
		path []code.Embedded
	}
	level := []candidate{{t, nil}}
	for depth := 0; depth < 16 && len(level) > 0; depth++ {
		var below []candidate
		for _, c := range level {
			base := c.t
			if base.Kind == code.Pointer && base.Elem != nil && !base.Named {
				base = base.Elem
			}
			for _, have := range base.Methods {
				if have != name {
					continue
				}
				if base.Kind == code.Interface {
					return methodTarget{on: base, iface: true, path: c.path}
				}
				ptr := "(*" + base.Origin + ")." + name
				val := "(" + base.Origin + ")." + name
				if m.Program.Func(val) != nil || m.Program.Func(ptr) == nil && m.callee(ptr).model == nil && m.callee(val).model != nil {
					return methodTarget{name: val, on: base, path: c.path}
				}
				return methodTarget{name: ptr, on: base, pointer: true, path: c.path}
			}
			for _, e := range base.Embedded {
				path := append(append([]code.Embedded(nil), c.path...), e)
				below = append(below, candidate{e.Type, path})
			}
		}
		level = below
	}
	return methodTarget{}
}

func (m *Machine) hasMethod(t *code.Type, name string, depth int) bool {
	_, ok := m.findMethod(t, name)
	return ok
}

// follow goes from v, of type t, through embedded fields to the receiver of a method.
func (m *Machine) follow(v Value, t *code.Type, target methodTarget) Value {
	at := m.Resolve(v)
	for _, e := range target.path {
		in := &code.Instr{N: int32(e.Index), S: "embedded", Recv: t}
		if t.Kind == code.Pointer {
			in.Recv = t.Elem
		}
		var c *Cell
		switch x := at.(type) {
		case *Cell:
			c = m.fieldOf(m.peek(x), in, e.Type)
		case *Struct:
			c = m.field(x, in, e.Type)
		case *Unknown:
			c = m.fieldOf(m.peek(m.materialize(x)), in, e.Type)
		default:
			return Nil{}
		}
		t = e.Type
		if t.Kind == code.Struct {
			at = c // its address
		} else {
			at = m.Resolve(m.peek(c))
		}
	}
	c, isPointer := at.(*Cell)
	if isPointer && !target.pointer && !target.iface && target.on.Kind != code.Pointer {
		return m.load(c)
	}
	return at
}

func (m *Machine) callInstr(g *Goroutine, f *Frame, in *code.Instr) {
	if in.Mode == code.Builtin {
		m.builtinInstr(g, f, in)
		return
	}
	fn, args := m.callParts(f, in)
	f.pc++
	v, status := m.call(g, fn, args, in.Dst, in)
	switch status {
	case Done:
		if in.Dst >= 0 {
			f.slots[in.Dst] = v
		}
	case Blocked:
		f.pc--
	}
}

// call makes a call. If it is pushed, its result goes to slot dst of g's frame.
func (m *Machine) call(g *Goroutine, fn Value, args []Value, dst int32, in *code.Instr) (Value, Status) {
	switch c := m.Resolve(fn).(type) {
	case string: // a deferred built-in function
		return m.builtin(g, c, args, resultOf(in)), Done
	case *Closure:
		return m.callClosure(g, c, args, dst, in)
	case *Unknown:
		if m.usedNil(g, c) {
			break
		}
		var results []*code.Type
		if c.T != nil {
			results = c.T.Elems
		}
		call := &Call{M: m, G: g, Name: c.Name, Args: append([]Value{c}, args...), Results: results, In: in, dst: dst}
		if model := m.Models.Method(c, ""); model != nil {
			return model(call)
		}
		call.Args = args
		return m.opaque(call)
	}
	m.Panic(g, "nil pointer dereference")
	return nil, Pushed
}

func resultOf(in *code.Instr) *code.Type {
	if in == nil {
		return nil
	}
	return in.T
}

func (m *Machine) callClosure(g *Goroutine, c *Closure, args []Value, dst int32, in *code.Instr) (Value, Status) {
	if m.nesting >= maxNesting {
		m.Stop(Exhausted, "recursion of models")
		return nil, Pushed
	}
	m.nesting++
	defer func() { m.nesting-- }()
	call := &Call{M: m, G: g, Name: c.Name, Args: args, Results: c.Results, Types: c.Args, In: in, dst: dst}
	if c.Native != nil {
		call.Args = append(append([]Value(nil), c.Free...), args...)
		return call.execute(c.Native)
	}
	k := m.callee(c.Name)
	if k.model != nil {
		return call.execute(k.model)
	}
	if c.Fn != nil && m.worthRunning(c, args) {
		m.push(g, c, args, dst)
		return nil, Pushed
	}
	if k.method != "" && len(args) > 0 {
		if u := m.StreamOf(args[0], in); u != nil {
			if model := m.Models.Method(u, k.method); model != nil {
				call.Args = append([]Value{u}, args[1:]...)
				return call.execute(model)
			}
		} else if u, ok := m.Resolve(args[0]).(*Unknown); ok {
			if model := m.Models.Method(u, k.method); model != nil {
				return call.execute(model)
			}
		}
	}
	return m.opaque(call)
}

// execute runs the model of the function that is called. If the call has not the arguments that
// the function takes, the execution ends: it is that of a library with another function of this
// name, or of a damaged fact.
func (c *Call) execute(model Model) (v Value, status Status) {
	defer func() {
		if r := recover(); r != nil {
			err, ok := r.(runtime.Error)
			if !ok {
				panic(r)
			}
			c.M.Stop(Refused, fmt.Sprintf("call of %s: %v", c.Name, err))
			v, status = nil, Pushed
		}
	}()
	return model(c)
}

// maxNesting bounds how deep models call each other without a frame between them.
const maxNesting = 100

// worthRunning reports whether a function whose code is known is to be run: it is the
// package's own, it leads to an access, or something that it is given can come back.
func (m *Machine) worthRunning(c *Closure, args []Value) bool {
	if c.Fn.Pkg == m.Program.Package || len(c.Free) > 0 || m.Leads != nil && m.Leads(c.Fn) {
		return true
	}
	for _, t := range c.Fn.Results {
		if m.hasCode(t) {
			return true
		}
	}
	for i, a := range args {
		if i == 0 && strings.HasPrefix(c.Fn.Name, "(") && m.made(a) {
			return true
		}
		if m.carries(a, 3) || m.locks(a) {
			return true
		}
	}
	for _, name := range m.Program.Globals(c.Fn) {
		if v, ok := m.globals[name]; ok && v.v != nil && m.carries(v.v, 3) {
			return true
		}
	}
	return false
}

// hasCode reports whether a method of t is known.
func (m *Machine) hasCode(t *code.Type) bool {
	if t.Kind == code.Pointer && t.Elem != nil {
		t = t.Elem
	}
	if t.Kind == code.Signature {
		return true
	}
	for _, name := range t.Methods {
		if m.Program.Func("(*"+t.Origin+")."+name) != nil || m.Program.Func("("+t.Origin+")."+name) != nil {
			return true
		}
	}
	return t.Kind == code.Interface && len(t.Methods) > 0 && !t.Error && !t.Context
}

// made reports whether an object was made in this execution, or locks in it.
func (m *Machine) made(v Value) bool {
	switch v := m.Resolve(v).(type) {
	case *Cell:
		return v.origin == nil
	case *Iface:
		return m.made(v.V)
	case *Struct:
		return v.origin == nil
	}
	return false
}

// locks reports whether v is a pointer to a variable of package sync that was made in this
// execution. Whoever gets one uses it.
func (m *Machine) locks(v Value) bool {
	switch v := m.Resolve(v).(type) {
	case *Iface:
		return m.locks(v.V)
	case *Cell:
		return v.origin == nil && v.T != nil && (v.T.Pkg == "sync" || v.T.Pkg == "sync/atomic")
	}
	return false
}

// carries reports whether something that matters can be reached from v: a function, a
// stream, a channel, an object that has been made in this execution.
func (m *Machine) carries(v Value, depth int) bool {
	switch v := m.Resolve(v).(type) {
	case *Closure, *Chan, Native:
		return true
	case *Unknown:
		return v.T != nil && v.T.Stream != code.NoStream
	case *Iface:
		return m.carries(v.V, depth)
	case *Cell:
		return v.T != nil && v.T.Pkg == m.Program.Package && v.T.Kind == code.Struct || depth > 0 && v.v != nil && m.carries(v.v, depth-1)
	case *Struct:
		for _, f := range v.fields {
			if depth > 0 && f != nil && f.v != nil && m.carries(f.v, depth-1) {
				return true
			}
		}
	case *Slice:
		for _, e := range v.Array.elems {
			if depth > 0 && e.v != nil && m.carries(e.v, depth-1) {
				return true
			}
		}
	case *Map:
		for _, e := range v.entries {
			if depth > 0 && (m.carries(e.value, depth-1) || m.carries(e.key, depth-1)) {
				return true
			}
		}
	}
	return false
}

// StreamOf returns the stream that v is, or that the wrapper v embeds; nil if v is none.
func (m *Machine) StreamOf(v Value, in *code.Instr) *Unknown {
	var t *code.Type
	if in != nil {
		t = in.Recv
	}
	return m.streamIn(v, t, 0)
}

func (m *Machine) streamIn(v Value, t *code.Type, depth int) *Unknown {
	if depth > 8 {
		return nil
	}
	switch v := m.Resolve(v).(type) {
	case *Unknown:
		if v.T != nil && v.T.Stream != code.NoStream {
			if v.T.Kind == code.Pointer || v.T.Kind == code.Interface {
				return v
			}
		}
	case *Iface:
		return m.streamIn(v.V, v.T, depth+1)
	case *Cell:
		return m.streamIn(m.peek(v), v.T, depth+1)
	case *Struct:
		if t == nil {
			return nil
		}
		if t.Kind == code.Pointer {
			t = t.Elem
		}
		for _, e := range t.Embedded {
			if e.Type.Stream == code.NoStream {
				continue
			}
			c := m.field(v, &code.Instr{N: int32(e.Index), S: "stream", Recv: t}, e.Type)
			return m.streamIn(m.peek(c), e.Type, depth+1)
		}
	}
	return nil
}

// opaque makes a call of a function of which nothing is known: its results are unknown.
// Functions that it is given it may call.
func (m *Machine) opaque(c *Call) (Value, Status) {
	if c.G.recoverable() && m.Choices.Percent(5) {
		m.Panic(c.G, m.Error("panic"))
		return nil, Pushed
	}
	if model := m.Models.Opaque(c); model != nil {
		return model(c)
	}
	v := m.Havoc(c)
	var callbacks []*Closure
	for _, a := range c.Args {
		for _, cl := range m.Functions(a) {
			if cl.Fn != nil {
				callbacks = append(callbacks, cl)
			}
		}
	}
	if len(callbacks) == 0 {
		return v, Done
	}
	calls := 0
	return c.Then(func(m *Machine, g *Goroutine, _ Value) (bool, Value) {
		if calls == 3 || !m.Choices.Percent(60) {
			return true, v
		}
		calls++
		m.CallUnknown(g, callbacks[m.Choices.Intn(len(callbacks))])
		return false, nil
	})
}

// recoverable reports whether a deferred call of g would recover from a panic.
func (g *Goroutine) recoverable() bool {
	for _, f := range g.stack {
		for _, d := range f.defers {
			if cl, ok := d.fn.(*Closure); ok && cl.Fn != nil && cl.Fn.Recovers {
				return true
			}
		}
	}
	return false
}

// Then goes on with native code, whose value is the call's result.
func (c *Call) Then(code NativeCode) (Value, Status) {
	c.M.PushNative(c.G, code, c.dst)
	return nil, Pushed
}

// Havoc returns the results of a function of which only the result types are known. If
// the last one is an error, the others are nil exactly if it isn't.
func (m *Machine) Havoc(c *Call) Value {
	name := c.Name[strings.LastIndexByte(c.Name, '.')+1:]
	if len(c.Args) == 1 && strings.HasPrefix(name, "Get") && len(c.Results) == 1 {
		return m.getterOf(c, name)
	}
	vs := make(Tuple, len(c.Results))
	for i, t := range c.Results {
		vs[i] = m.outside(t, name)
	}
	if n := len(vs); n > 1 && c.Results[n-1].Error {
		for _, v := range vs[:n-1] {
			if u, ok := v.(*Unknown); ok && u.T.Kind.IsReference() {
				u.failed = vs[n-1]
			}
		}
	}
	switch len(vs) {
	case 0:
		return nil
	case 1:
		return vs[0]
	}
	return vs
}

// outside is like Outside for a value that may be nil.
func (m *Machine) outside(t *code.Type, name string) Value {
	if t.Kind == code.Struct || t.Kind == code.Array {
		return m.initial(t, &origin{name: name})
	}
	return m.NewUnknown(t, name)
}

// getterOf returns the result of a method called GetXxx of an object from outside: always
// the same one.
func (m *Machine) getterOf(c *Call, name string) Value {
	u, ok := m.Resolve(c.Args[0]).(*Unknown)
	if !ok {
		return m.outside(c.Results[0], name)
	}
	v, ok := u.methods[name]
	if !ok {
		key := ""
		if m.Echo && u.T != nil {
			key = "method " + u.T.Name + "." + name
		}
		v = m.initial(c.Results[0], &origin{name: u.Name + "." + name + "()", key: key})
		if u.methods == nil {
			u.methods = map[string]Value{}
		}
		u.methods[name] = v
	}
	return v
}

// CallUnknown makes g call a function with arguments from outside.
func (m *Machine) CallUnknown(g *Goroutine, cl *Closure) {
	var args []Value
	if cl.Fn != nil {
		for _, t := range cl.Fn.ParamTypes {
			args = append(args, m.Outside(m.Program.Instantiate(t, cl.Args), "argument"))
		}
	}
	m.StartCall(g, cl, args)
}

// StartCall makes g, which executes native code, call fn. What the call returns is
// given to that code.
func (m *Machine) StartCall(g *Goroutine, fn Value, args []Value) {
	f := g.top()
	v, status := m.call(g, fn, args, -1, nil)
	switch status {
	case Done:
		f.ret = v
	case Blocked:
		// Once more, when it may go on.
		code := f.native
		f.native = func(m *Machine, g *Goroutine, _ Value) (bool, Value) {
			f.native = code
			m.StartCall(g, fn, args)
			return false, nil
		}
	}
}

func (m *Machine) goInstr(g *Goroutine, f *Frame, in *code.Instr) {
	fn, args := m.callParts(f, in)
	if in.Mode == code.Builtin {
		m.builtin(g, in.S, args, in.T)
		f.pc++
		return
	}
	if fn == nil {
		m.Panic(g, "go of nil func value")
		return
	}
	f.pc++
	stack := g.Stack()
	if len(stack) > 0 && stack[0].Fn == f.fn {
		stack[0].Line, stack[0].Col = in.Line, in.Col
	}
	m.Spawn(g, Origin{Kind: FromGo, Stack: stack}, fn, args)
}

// Spawn starts a goroutine that calls fn. It returns nil if there are too many.
func (m *Machine) Spawn(parent *Goroutine, o Origin, fn Value, args []Value) *Goroutine {
	if len(m.Goroutines) >= maxGoroutines {
		return nil
	}
	if cl, ok := m.Resolve(fn).(*Closure); ok {
		o.Fn = cl.Fn
	}
	g := m.NewGoroutine(parent, o)
	started := false
	m.PushNative(g, func(m *Machine, g *Goroutine, v Value) (bool, Value) {
		if !started {
			started = true
			m.StartCall(g, fn, args)
			return false, nil
		}
		return true, v
	}, -1)
	return g
}

// maxGoroutines bounds the goroutines of an execution. Those beyond it are as if the scheduler
// never came to them.
const maxGoroutines = 256
