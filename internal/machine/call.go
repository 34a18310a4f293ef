package machine

import (
	"fmt"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
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
	closure *Closure
}

// Status says what has become of a call.
type Status uint8

// The states of a call.
const (
	Done    Status = iota // it has returned
	Blocked               // it has to be made again when [Goroutine.Block] says so
	Pushed                // it runs in frames of its own
)

// Models finds the models of functions.
type Models interface {
	// Lookup returns the model of a function, or nil, and whether other goroutines may
	// notice what it does or be noticed by it.
	Lookup(name string) (model Model, visible bool)
	// Method returns the model of a method of an object from outside, of which the contract may
	// say what it does; or nil.
	Method(u *Unknown, name string, use contract.Use) Model
	// Generated returns the model of a method of a type that generated code has put around a
	// stream of the program; or nil.
	Generated(stream Value, name string) Model
	// Lossless reports whether the function called name gives equal results only for equal
	// arguments.
	Lossless(name string) bool
	// Fills reports whether the function called name stores in what its arguments point to.
	Fills(name string) bool
	// Opaque returns the model of a function of which only the call is known, or nil.
	Opaque(c *Call) Model
}

// callee is what the machine knows about the function with a name.
type callee struct {
	model   Model
	visible bool // whether other goroutines may notice a call, or be noticed by it
	method  string
	use     contract.Use // what the contract says of a method of that type
	looked  bool         // whether the code has been looked at
	matters bool         // whether running the code matters, whatever it is given
	fills   bool         // whether it may store through arguments of any type
	recv    string       // the type of a method
}

func (m *Machine) callee(name string) *callee {
	c, ok := m.callees[name]
	if !ok {
		c = new(callee)
		c.model, c.visible = m.Models.Lookup(name)
		c.visible = c.visible || m.Program.FuncUse(name).Side != 0
		if strings.HasPrefix(name, "(") {
			c.method = name[strings.LastIndexByte(name, '.')+1:]
			c.use = contract.FuncUse(name)
			c.recv = name[1:max(1, strings.LastIndexByte(name, ')'))]
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
		if model := m.Models.Method(c, "", contract.Use{}); model != nil {
			return model(call)
		}
		call.Args = args
		return m.fromOutside(call)
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
	var k *callee
	if c.Native == nil {
		k = m.callee(c.Name)
		if k.model == nil && c.Fn != nil && m.worthRunning(k, c, args) {
			m.push(g, c, args, dst)
			return nil, Pushed
		}
	}
	call := &Call{M: m, G: g, Name: c.Name, Args: args, Results: c.Results, Types: c.Args, In: in, dst: dst, closure: c}
	if c.Native != nil {
		call.Args = append(append([]Value(nil), c.Free...), args...)
		return call.execute(c.Native)
	}
	if k.model != nil {
		return call.execute(k.model)
	}
	if k.method != "" && len(args) > 0 {
		if n, ok := m.Resolve(args[0]).(Native); ok {
			if model := n.Method(k.method); model != nil {
				return call.execute(model)
			}
		}
		if s := m.around(args[0]); s != nil {
			if model := m.Models.Generated(s, k.method); model != nil {
				return call.execute(model)
			}
		}
		if u := m.receiver(args[0], k, in); u != nil {
			use := k.use
			if !use.Matters() {
				use = u.Object().Use(k.method)
			}
			if model := m.Models.Method(u, k.method, use); model != nil {
				call.Args = append([]Value{u}, args[1:]...)
				return call.execute(model)
			}
		} else if u, ok := m.Resolve(args[0]).(*Unknown); ok {
			if model := m.Models.Method(u, k.method, contract.Use{}); model != nil {
				return call.execute(model)
			}
		}
	}
	return m.opaque(call)
}

// execute runs the model of the called function. If the arguments are not those that the function
// takes, the execution ends: the library has another function of this name, or a fact is damaged.
func (c *Call) execute(model Model) (v Value, status Status) {
	defer func() {
		if r := recover(); r != nil {
			c.M.Stop(Refused, fmt.Sprintf("call of %s: %v", c.Name, r))
			v, status = nil, Pushed
		}
	}()
	return model(c)
}

// Source makes the call as if there were no model, by the function's code if that is known.
func (c *Call) Source() (Value, Status) {
	if c.closure == nil || c.closure.Fn == nil {
		return c.M.opaque(c)
	}
	c.M.push(c.G, c.closure, c.Args, c.dst)
	return nil, Pushed
}

// maxNesting bounds how deep models call each other without a frame between them.
const maxNesting = 100

// Then goes on with native code, whose value is the call's result.
func (c *Call) Then(code NativeCode) (Value, Status) {
	c.M.PushNative(c.G, code, c.dst)
	return nil, Pushed
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
	m.Steps += len(stack) / 16
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

// maxGoroutines bounds the goroutines of an execution. Further ones are not started, as if the
// scheduler never picked them.
const maxGoroutines = 256
