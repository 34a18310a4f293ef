package model

import (
	"slices"
	"strings"

	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// reflectValues are what makes values of package reflect. Programs decode messages with them,
// make messages of a type that a registry has, and call handlers.
func reflectValues() table {
	return table{
		"reflect.ValueOf":  {valueOf, false},
		"reflect.New":      {reflectNew, false},
		"reflect.Indirect": {indirect, false},
	}
}

// A reflectValue is a reflect.Value of which it is known to what it belongs.
type reflectValue struct {
	// root is the interface value that ValueOf was given, or the pointer that New has made.
	root machine.Value
	// t is the type of the value, which is root's (whole), what root points to, or nil if it
	// is a part of that.
	t     *code.Type
	whole bool
	// fn and args are what Call calls, if the value is a method.
	fn   machine.Value
	args []machine.Value
}

// valueOf: "ValueOf returns a new Value initialized to the concrete value stored in the interface i"
// (https://pkg.go.dev/reflect#ValueOf).
func valueOf(c *machine.Call) (machine.Value, machine.Status) {
	switch v := c.Arg(0).(type) {
	case *machine.Iface:
		return &reflectValue{root: v, t: v.T, whole: true}, machine.Done
	case *machine.Unknown:
		return &reflectValue{root: v, whole: true}, machine.Done
	}
	return c.Opaque()
}

// reflectNew: "New returns a Value representing a pointer to a new zero value for the specified
// type" (https://pkg.go.dev/reflect#New).
func reflectNew(c *machine.Call) (machine.Value, machine.Status) {
	r, ok := c.Arg(0).(reflected)
	if !ok {
		return c.Opaque()
	}
	i := &machine.Iface{T: c.M.Program.PointerTo(r.t), V: machine.NewCell(r.t, c.M.Zero(r.t))}
	return &reflectValue{root: i, t: i.T, whole: true}, machine.Done
}

// indirect: "If v is not a Pointer, Indirect returns v" (https://pkg.go.dev/reflect#Indirect).
func indirect(c *machine.Call) (machine.Value, machine.Status) {
	v, ok := c.Arg(0).(*reflectValue)
	if !ok {
		return c.Opaque()
	}
	return v.elem(), machine.Done
}

// Method returns the model of a method (https://pkg.go.dev/reflect#Value).
func (v *reflectValue) Method(name string) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		switch name {
		case "Elem":
			return v.elem(), machine.Done
		case "Addr":
			if i := v.pointer(); i != nil {
				return &reflectValue{root: i, t: i.T, whole: true}, machine.Done
			}
		case "Interface":
			if i := v.held(c.M); i != nil {
				return i, machine.Done
			}
		case "Type":
			if v.t != nil {
				return reflected{v.t}, machine.Done
			}
		case "Kind":
			if k, ok := reflectKind(v.t); ok {
				return k, machine.Done
			}
		case "IsValid":
			return true, machine.Done
		case "IsNil":
			if i, ok := v.root.(*machine.Iface); ok && v.whole {
				if _, ok := c.M.Resolve(i.V).(*machine.Cell); ok {
					return false, machine.Done
				}
			}
		case "NumMethod":
			if v.t != nil {
				return int64(len(v.methods())), machine.Done
			}
		case "Method":
			if names := v.methods(); len(names) > 0 {
				i, ok := c.Arg(1).(int64)
				if !ok || i < 0 || i >= int64(len(names)) {
					i = int64(c.M.Choices.Intn(len(names)))
				}
				return v.method(c.M, names[i]), machine.Done
			}
		case "MethodByName":
			if n, ok := c.Arg(1).(string); ok && slices.Contains(v.methods(), n) {
				return v.method(c.M, n), machine.Done
			}
		case "Call":
			return v.call(c)
		}
		if strings.HasPrefix(name, "Set") {
			c.M.Fill(v.root)
			return nil, machine.Done
		}
		if len(c.Results) == 1 && c.Result(0).Name == "reflect.Value" {
			return &reflectValue{root: v.root}, machine.Done
		}
		return c.M.Havoc(c), machine.Done
	}
}

// elem returns what v points to, or a part of it.
func (v *reflectValue) elem() *reflectValue {
	if v.t == nil || v.t.Kind != code.Pointer {
		return v
	}
	return &reflectValue{root: v.root, t: v.t.Elem}
}

// pointer returns the pointer to v, or nil if v is not what ValueOf was given a pointer to.
func (v *reflectValue) pointer() *machine.Iface {
	i, ok := v.root.(*machine.Iface)
	if !ok || v.whole || v.t == nil || v.t != i.T.Elem {
		return nil
	}
	return i
}

// held returns the value as an interface value, or nil if it is a part of something.
func (v *reflectValue) held(m *machine.Machine) machine.Value {
	if v.whole {
		return v.root
	}
	if i := v.pointer(); i != nil {
		if cell, ok := m.Resolve(i.V).(*machine.Cell); ok {
			return &machine.Iface{T: v.t, V: m.Load(cell)}
		}
	}
	return nil
}

// methods returns the names of the exported methods that the type of v declares, in the order of
// package reflect.
func (v *reflectValue) methods() []string {
	t := v.t
	if t != nil && t.Kind == code.Pointer && t.Elem != nil {
		t = t.Elem
	}
	if t == nil {
		return nil
	}
	var out []string
	for _, name := range t.Methods {
		if name[0] >= 'A' && name[0] <= 'Z' {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// method returns the bound method of that name.
func (v *reflectValue) method(m *machine.Machine, name string) *reflectValue {
	i := v.held(m)
	if i == nil {
		return &reflectValue{root: v.root}
	}
	fn, args := m.Invoke(i, name, nil)
	return &reflectValue{root: v.root, fn: fn, args: args}
}

// call: "Call calls the function v with the input arguments in"
// (https://pkg.go.dev/reflect#Value.Call). What it returns is not known.
func (v *reflectValue) call(c *machine.Call) (machine.Value, machine.Status) {
	fn := v.fn
	if i, ok := v.root.(*machine.Iface); ok && fn == nil && v.whole {
		fn = c.M.Resolve(i.V)
	}
	cl, ok := fn.(*machine.Closure)
	if !ok {
		return c.M.Havoc(c), machine.Done
	}
	args := slices.Clone(v.args)
	c.M.Visit(c.Arg(1), func(a machine.Value) {
		if cl.Fn != nil && len(args) < len(cl.Fn.ParamTypes) {
			args = append(args, passed(c.M, a, cl.Fn.ParamTypes[len(args)]))
		}
	})
	for cl.Fn != nil && len(args) < len(cl.Fn.ParamTypes) {
		args = append(args, c.M.Outside(cl.Fn.ParamTypes[len(args)], "argument"))
	}
	out, called := c.M.Havoc(c), false
	return c.Then(func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		if called {
			return true, out
		}
		called = true
		m.StartCall(g, cl, args)
		return false, nil
	})
}

// passed returns what a reflect.Value passes for a parameter of type t.
func passed(m *machine.Machine, a machine.Value, t *code.Type) machine.Value {
	if v, ok := m.Resolve(a).(*reflectValue); ok {
		held := v.held(m)
		if i, ok := held.(*machine.Iface); ok && t.Kind != code.Interface {
			held = i.V
		}
		if held != nil {
			return held
		}
	}
	return m.Outside(t, "argument")
}

// reflectKind returns the number of a kind (https://pkg.go.dev/reflect#Kind), if the type tells it.
func reflectKind(t *code.Type) (int64, bool) {
	if t == nil {
		return 0, false
	}
	kinds := map[code.Kind]int64{
		code.Bool: 1, code.Array: 17, code.Chan: 18, code.Signature: 19, code.Interface: 20, code.Map: 21, code.Pointer: 22,
		code.Slice: 23, code.String: 24, code.Struct: 25,
	}
	k, ok := kinds[t.Kind]
	return k, ok
}
