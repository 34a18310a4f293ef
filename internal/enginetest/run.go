package enginetest

import (
	"fmt"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/contract"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/shadow"
)

// Schedulers are those with which an exploration runs code.
var Schedulers = []machine.Scheduler{
	machine.Sticky{}, machine.RandomWalk{}, machine.Priorities{Change: 50}, machine.Priorities{Change: 5},
}

// Accesses adds two functions to other models: use, of the type func(*T), which writes what
// its argument points to, and look, which reads it. Accesses by look don't exclude each other.
type Accesses struct {
	machine.Models
	pkg     string
	objects map[*machine.Cell]*machine.Unknown
}

// NewAccesses returns models with the functions use and look of the package at path.
func NewAccesses(models machine.Models, path string) *Accesses {
	return &Accesses{models, path, map[*machine.Cell]*machine.Unknown{}}
}

// Lookup returns the model of the function called name.
func (a *Accesses) Lookup(name string) (machine.Model, bool) {
	switch name {
	case a.pkg + ".use":
		return a.access(stream.Object.Use("Send"), "use"), true
	case a.pkg + ".look":
		return a.access(stream.Object.Use("CloseSend"), "look"), true
	}
	return a.Models.Lookup(name)
}

// stream is the type of the objects that use and look are about.
var stream = &code.Type{Name: "stream", Kind: code.Interface, Object: contract.TypeCalled(contract.GRPCPath + ".ClientStream")}

func (a *Accesses) access(use contract.Use, name string) machine.Model {
	return func(c *machine.Call) (machine.Value, machine.Status) {
		cell := c.Pointer(0)
		if cell == nil {
			return nil, machine.Pushed
		}
		u, ok := a.objects[cell]
		if !ok {
			u = c.M.NewUnknown(stream, fmt.Sprintf("object %d", len(a.objects)))
			a.objects[cell] = u
		}
		c.M.Access(c.G, u, use, name)
		if use.Side == contract.CloseSide {
			return c.M.Load(cell), machine.Done
		}
		c.M.Store(cell, c.M.Binary("+", c.M.Load(cell), int64(1), cell.T))
		return nil, machine.Done
	}
}

// A Run is an execution of a function.
type Run struct {
	Models    machine.Models
	Scheduler machine.Scheduler
	Choices   *choice.Source
	Jitter    bool
	Trace     func(g *machine.Goroutine, fn *code.Func, in *code.Instr)
	MaxSteps  int // 0 for 20,000
}

// Call initializes the package of p and then calls a function of it, on one goroutine. It
// returns the execution when that has ended, and what it has accessed.
func (r Run) Call(p *code.Program, name string) (*machine.Machine, *shadow.Shadow) {
	m := machine.New(p, r.Choices, r.Models)
	m.Scheduler, m.Jitter, m.Trace = r.Scheduler, r.Jitter, r.Trace
	if r.MaxSteps > 0 {
		m.MaxSteps = r.MaxSteps
	}
	s := shadow.New()
	m.Observer = s
	todo := []string{p.Package + ".init", name}
	g := m.NewGoroutine(nil, machine.Origin{Kind: machine.FromCaller, Name: name})
	m.PushNative(g, func(m *machine.Machine, g *machine.Goroutine, _ machine.Value) (bool, machine.Value) {
		for len(todo) > 0 {
			f := p.Func(todo[0])
			todo = todo[1:]
			if f == nil {
				continue
			}
			args := make([]machine.Value, len(f.ParamTypes))
			for i, t := range f.ParamTypes {
				args[i] = m.Outside(t, "argument")
			}
			m.StartCall(g, &machine.Closure{Name: f.Name, Fn: f}, args)
			return false, nil
		}
		return true, nil
	}, -1)
	m.Run()
	return m, s
}
