package model

import (
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// A contextObject is a context.Context. One whose environment may cancel it, as that of a
// request, is cancelled at any time; nothing is ordered by that. "Canceling this context
// releases resources associated with it": a context is done when its parent is
// (https://pkg.go.dev/context).
type contextObject struct {
	parent   *contextObject
	children []*contextObject
	done     *machine.Chan // nil if it is never done
	outside  bool          // whether the environment may cancel it
	ended    bool
	after    []*afterFunc
	key      machine.Value
	value    machine.Value
	cause    machine.Value
	unknown  *machine.Unknown
	known    clock.Vector
}

type afterFunc struct {
	stopped, started bool
	start            func()
}

func contexts() table {
	t := table{
		"context.Background":        {background, false},
		"context.TODO":              {background, false},
		"context.WithCancel":        {derive(false), false},
		"context.WithCancelCause":   {derive(false), false},
		"context.WithTimeout":       {derive(true), false},
		"context.WithTimeoutCause":  {derive(true), false},
		"context.WithDeadline":      {derive(true), false},
		"context.WithDeadlineCause": {derive(true), false},
		"os/signal.NotifyContext":   {derive(true), false},
		"context.WithValue":         {withValue, false},
		"context.WithoutCancel":     {withoutCancel, false},
		"context.AfterFunc":         {contextAfterFunc, true},
		"context.Cause":             {contextErr, false},
	}
	for _, name := range []string{"NewContext", "NewOutgoingContext", "NewIncomingContext", "AppendToOutgoingContext"} {
		t["google.golang.org/grpc/metadata."+name] = row{sameContext, false}
	}
	return t
}

// newContext returns a context that is done when its parent is, and, if outside is set, at
// any time.
func newContext(m *machine.Machine, parent *contextObject, outside bool) *contextObject {
	x := &contextObject{parent: parent, outside: outside}
	x.done = m.NewChan(&code.Type{Name: "chan struct{}", Kind: code.Chan, Elem: m.Program.Basic("struct{}", code.Struct)}, 0)
	x.done.MayEnd = outside || parent != nil && parent.mayEnd()
	x.done.OnEnd = func() { x.endedOutside(m) }
	if parent != nil {
		parent.children = append(parent.children, x)
		if parent.ended {
			x.cancel(m, nil, parent.cause)
		}
	}
	return x
}

func (x *contextObject) mayEnd() bool { return x.done != nil && x.done.MayEnd }

// endedOutside is called when the environment has closed x's channel: it has cancelled x or
// one of its parents.
func (x *contextObject) endedOutside(m *machine.Machine) {
	for !x.outside && x.parent != nil && x.parent.mayEnd() {
		x = x.parent
	}
	x.cancel(m, nil, nil)
}

// cancel ends the context and all that derive from it. It is g that does it, or the
// environment, if g is nil.
func (x *contextObject) cancel(m *machine.Machine, g *machine.Goroutine, cause machine.Value) {
	if x.ended {
		return
	}
	x.ended, x.cause = true, cause
	if g != nil {
		x.known = g.Clock.Clone()
	}
	if x.done != nil {
		if _, closed := x.done.Closed(); !closed {
			if g != nil {
				m.CloseBy(g, x.done)
			} else {
				m.CloseOutside(x.done)
			}
		}
	}
	for _, f := range x.after {
		if !f.stopped {
			f.started = true
			f.start()
		}
	}
	for _, child := range x.children {
		child.cancel(m, g, cause)
	}
}

func background(*machine.Call) (machine.Value, machine.Status) {
	return new(contextObject), machine.Done
}

// Method returns the model of a method of context.Context.
func (x *contextObject) Method(name string) machine.Model {
	switch name {
	case "Done":
		return func(*machine.Call) (machine.Value, machine.Status) {
			if x.done == nil {
				return machine.Nil{}, machine.Done
			}
			return x.done, machine.Done
		}
	case "Err":
		return x.err
	case "Value":
		return x.lookup
	case "Deadline":
		return func(c *machine.Call) (machine.Value, machine.Status) {
			return machine.Tuple{c.M.Outside(c.M.Program.Basic("time.Time", code.Struct), "deadline"), c.M.NewUnknown(c.M.Program.Basic("bool", code.Bool), "ok")}, machine.Done
		}
	}
	return nil
}

// err is Err: not nil after the context is done. The environment may cancel it just now.
func (x *contextObject) err(c *machine.Call) (machine.Value, machine.Status) {
	if !x.ended && x.mayEnd() && c.M.Choices.Percent(10) {
		x.endedOutside(c.M)
	}
	if !x.ended {
		return machine.Nil{}, machine.Done
	}
	c.G.Acquire(x.known)
	return c.M.Load(c.M.Global("context.Canceled", c.M.ErrorType())), machine.Done
}

func (x *contextObject) lookup(c *machine.Call) (machine.Value, machine.Status) {
	for y := x; y != nil; y = y.parent {
		if y.key != nil && c.M.Equal(y.key, c.Args[1]) {
			return y.value, machine.Done
		}
	}
	if x.root().outside {
		// The type of a key is what tells it from others.
		operands := []machine.Value{x.root()}
		if key, ok := c.Arg(1).(*machine.Iface); ok {
			operands = append(operands, key.T.Name)
		}
		return c.M.Pure("context value", c.Result(0), append(operands, contents(c, c.Args[1])...)...), machine.Done
	}
	return machine.Nil{}, machine.Done
}

func (x *contextObject) root() *contextObject {
	for x.parent != nil {
		x = x.parent
	}
	return x
}

// contextOf returns the context that v is: one of a type of the program's own that embeds
// one counts as that.
func contextOf(m *machine.Machine, v machine.Value) *contextObject {
	switch v := m.Resolve(v).(type) {
	case *contextObject:
		return v
	case *machine.Unknown:
		x, ok := v.Context(func() machine.Value {
			x := newContext(m, nil, true)
			x.unknown = v
			return x
		}).(*contextObject)
		if ok {
			return x
		}
	case *machine.Iface:
		if inner, args := m.Invoke(v, "Done", nil); inner != nil && len(args) > 0 {
			if x, ok := args[0].(*contextObject); ok {
				return x
			}
		}
	}
	return newContext(m, nil, true)
}

// unknownContext is the model of a method of a context from outside.
func unknownContext(name string) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		if model := contextOf(c.M, c.Args[0]).Method(name); model != nil {
			return model(c)
		}
		return c.M.Havoc(c), machine.Done
	}
}

// derive makes a context and the function that cancels it.
func derive(timeout bool) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		x := newContext(c.M, contextOf(c.M, c.Args[0]), timeout)
		cancel := &machine.Closure{Name: "cancel", Native: func(c *machine.Call) (machine.Value, machine.Status) {
			var cause machine.Value
			if len(c.Args) > 0 {
				cause = c.Args[0]
			}
			x.cancel(c.M, c.G, cause)
			return nil, machine.Done
		}}
		return machine.Tuple{x, cancel}, machine.Done
	}
}

func withValue(c *machine.Call) (machine.Value, machine.Status) {
	parent := contextOf(c.M, c.Args[0])
	x := &contextObject{parent: parent, key: c.Args[1], value: c.Args[2]}
	if parent.done != nil {
		y := newContext(c.M, parent, false)
		y.key, y.value = x.key, x.value
		x = y
	}
	return x, machine.Done
}

// withoutCancel keeps the values, and is never done.
func withoutCancel(c *machine.Call) (machine.Value, machine.Status) {
	return &contextObject{parent: contextOf(c.M, c.Args[0])}, machine.Done
}

func sameContext(c *machine.Call) (machine.Value, machine.Status) {
	return contextOf(c.M, c.Args[0]), machine.Done
}

// contextAfterFunc: f runs "in its own goroutine after ctx is done", at once if it is done
// already. "Calling the returned stop function stops the association of ctx with f. It
// returns true if the call stopped f from being run"
// (https://pkg.go.dev/context#AfterFunc).
func contextAfterFunc(c *machine.Call) (machine.Value, machine.Status) {
	x := contextOf(c.M, c.Args[0])
	f := x.afterFunc(c)
	if x.ended {
		f.started = true
		f.start()
	} else {
		x.after = append(x.after, f)
		if x.mayEnd() {
			x.endLater(c.M, f)
		}
	}
	stop := &machine.Closure{Name: "stop", Native: func(*machine.Call) (machine.Value, machine.Status) {
		if f.started || f.stopped {
			return false, machine.Done
		}
		f.stopped = true
		return true, machine.Done
	}}
	return stop, machine.Done
}

func (x *contextObject) afterFunc(c *machine.Call) *afterFunc {
	m, g, fn, stack := c.M, c.G, c.Args[1], c.G.Stack()
	var known clock.Vector
	g.Release(&known)
	return &afterFunc{start: func() {
		n := m.Spawn(nil, machine.Origin{Kind: machine.FromTimer, Stack: stack}, fn, nil)
		if n != nil {
			n.Origin.Parent = g
			n.Acquire(known)
			n.Acquire(x.known)
		}
	}}
}

// endLater lets the environment cancel a context even if no goroutine waits for that.
func (x *contextObject) endLater(m *machine.Machine, f *afterFunc) {
	g := m.Spawn(nil, machine.Origin{Kind: machine.FromTimer}, &machine.Closure{
		Name: "cancel",
		Native: func(c *machine.Call) (machine.Value, machine.Status) {
			if !f.stopped && !x.ended {
				x.endedOutside(c.M)
			}
			return nil, machine.Done
		},
	}, nil)
	if g != nil {
		g.Yield()
	}
}

func contextErr(c *machine.Call) (machine.Value, machine.Status) {
	x := contextOf(c.M, c.Args[0])
	if x.ended && x.cause != nil {
		return x.cause, machine.Done
	}
	return x.err(c)
}
