package model

import (
	"slices"

	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/code"
	"github.com/streamvet/streamvet/internal/machine"
)

// A puller runs a sequence for iter.Pull, on a goroutine that goes on only while next or stop
// wait for it (https://pkg.go.dev/iter#Pull).
type puller struct {
	seq              machine.Value
	types            []*code.Type // of what it yields
	started, ended   bool
	asked, stopped   bool          // by next and by stop
	yielded          machine.Tuple // nil if next is to get something first
	waits            bool          // the sequence does, in yield
	toSeq, toCallers clock.Vector
}

func iterators() table {
	return table{"iter.Pull": {pull, true}, "iter.Pull2": {pull, true}}
}

func pull(c *machine.Call) (machine.Value, machine.Status) {
	p := &puller{seq: c.Args[0], types: c.Types}
	return machine.Tuple{
		&machine.Closure{Name: "next", Native: p.next},
		&machine.Closure{Name: "stop", Native: p.stop},
	}, machine.Done
}

// next returns the next values of the sequence and true, or zeros and false after its end.
func (p *puller) next(c *machine.Call) (machine.Value, machine.Status) {
	switch {
	case p.yielded != nil:
		out := append(slices.Clone(p.yielded), true)
		p.asked, p.yielded = false, nil
		c.G.Acquire(p.toCallers)
		return out, machine.Done
	case p.ended:
		p.asked = false
		c.G.Acquire(p.toCallers)
		var out machine.Tuple
		for _, t := range p.types {
			out = append(out, c.M.Zero(t))
		}
		return append(out, false), machine.Done
	case !p.asked:
		p.asked = true
		c.G.Release(&p.toSeq)
		p.start(c)
	}
	c.G.Block(func() bool { return p.yielded != nil || p.ended })
	return nil, machine.Blocked
}

// stop ends the sequence: yield returns false.
func (p *puller) stop(c *machine.Call) (machine.Value, machine.Status) {
	if !p.started {
		p.started, p.ended = true, true
	}
	if !p.stopped {
		p.stopped = true
		c.G.Release(&p.toSeq)
	}
	if !p.ended {
		c.G.Block(func() bool { return p.ended })
		return nil, machine.Blocked
	}
	c.G.Acquire(p.toCallers)
	return nil, machine.Done
}

func (p *puller) start(c *machine.Call) {
	if p.started {
		return
	}
	p.started = true
	g := c.Start(machine.FromGo, p.seq, []machine.Value{&machine.Closure{Name: "yield", Native: p.yield}})
	if g == nil {
		p.ended = true
		return
	}
	g.OnEnd = func() {
		p.ended = true
		g.Release(&p.toCallers)
	}
}

// yield gives values to next, and waits until somebody wants more.
func (p *puller) yield(c *machine.Call) (machine.Value, machine.Status) {
	switch {
	case p.waits && p.stopped:
		c.G.Acquire(p.toSeq)
		return false, machine.Done
	case p.waits && p.asked:
		p.waits = false
		c.G.Acquire(p.toSeq)
		return true, machine.Done
	case !p.waits:
		p.waits = true
		p.yielded = append(machine.Tuple{}, c.Args...)
		c.G.Release(&p.toCallers)
	}
	c.G.Block(func() bool { return p.stopped || p.asked && p.yielded == nil })
	return nil, machine.Blocked
}
