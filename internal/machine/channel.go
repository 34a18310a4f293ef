package machine

import (
	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/code"
)

// A Chan is a channel. The Go memory model says which of its operations are ordered, and
// the race detector (runtime/chan.go) how to keep account of it: a send happens before the
// receive that takes its value; the k-th receive from a channel with room for C values
// happens before the (k+C)-th send completes; closing happens before a receive that sees
// it.
type Chan struct {
	T        *code.Type
	cap      int
	buf      []item
	slots    []clock.Vector // what was known to who took the last value from a slot
	sent     int
	received int
	closed   bool
	closing  clock.Vector

	// Of channels that the environment sends on or closes.
	Left    int     // values that it may still send; they are ordered after nothing
	From    []Value // those that it may send; any if there are none
	lent    bool    // whether somebody was given it to send on it
	MayEnd  bool    // whether it may close the channel
	Swallow bool    // whether it takes whatever is sent
	// OnEnd is called when the environment has closed the channel.
	OnEnd func()
}

type item struct {
	v     Value
	clock clock.Vector
}

// NewChan returns a channel of type t with room for n values.
func (m *Machine) NewChan(t *code.Type, n int64) *Chan {
	n = max(0, min(n, 1<<12))
	return &Chan{T: t, cap: int(n), slots: make([]clock.Vector, min(n, 64))}
}

func (m *Machine) channel(v Value) *Chan {
	switch v := m.Resolve(v).(type) {
	case *Chan:
		return v
	case *Unknown:
		if m.decideNil(v, 2) {
			return nil
		}
		c := m.NewChan(v.T, 0)
		c.Left, c.MayEnd, c.Swallow = outsideValues, true, true
		v.value = c
		return c
	}
	return nil
}

func (m *Machine) recv(g *Goroutine, f *Frame, in *code.Instr) {
	open := in.N == 0 && in.T != nil && in.T.Kind == code.Pointer
	m.communicate(g, in, []offer{{ch: m.channel(m.get(f, in.A[0])), open: open}}, true)
}

func (m *Machine) send(g *Goroutine, f *Frame, in *code.Instr) {
	m.communicate(g, in, []offer{{ch: m.channel(m.get(f, in.A[0])), send: true, v: m.get(f, in.A[1])}}, true)
}

func (m *Machine) execute(g *Goroutine, in *code.Instr, o offer) {
	if o.send {
		m.executeSend(g, in, o)
	} else {
		m.executeRecv(g, in, o)
	}
}

func (m *Machine) executeSend(g *Goroutine, in *code.Instr, o offer) {
	ch := o.ch
	switch {
	case ch.closed:
		m.Panic(g, "send on closed channel")
		return
	case ch.Swallow:
		m.fill(g, ch, o.v)
	case ch.cap == 0:
		other, theirs := m.choosePartner(g, ch, false)
		meet(g, other)
		m.wake(other, theirs.index, o.v, true)
	default:
		m.fill(g, ch, o.v)
		if other, theirs := m.choosePartner(g, ch, false); other != nil {
			v := m.take(other, ch)
			m.wake(other, theirs.index, v, true)
		}
	}
	m.complete(g, in, o.index, nil, false)
}

func (m *Machine) executeRecv(g *Goroutine, in *code.Instr, o offer) {
	ch := o.ch
	switch {
	case len(ch.buf) > 0:
		v := m.take(g, ch)
		if other, theirs := m.choosePartner(g, ch, true); other != nil {
			m.fill(other, ch, theirs.v)
			m.wake(other, theirs.index, nil, false)
		}
		m.complete(g, in, o.index, v, true)
	case ch.closed:
		g.Acquire(ch.closing)
		m.complete(g, in, o.index, m.Zero(m.elementOf(ch)), false)
	default:
		other, theirs := m.choosePartner(g, ch, true)
		meet(g, other)
		m.wake(other, theirs.index, nil, false)
		m.complete(g, in, o.index, theirs.v, true)
	}
}

func (m *Machine) elementOf(ch *Chan) *code.Type {
	if ch.T == nil || ch.T.Elem == nil {
		return m.ints
	}
	return ch.T.Elem
}

// meet orders two goroutines at an unbuffered channel: each knows what the other has done.
func meet(a, b *Goroutine) {
	known := a.Clock.Clone()
	a.Acquire(b.Clock)
	b.Acquire(known)
	a.tick()
	b.tick()
}

func (m *Machine) fill(g *Goroutine, ch *Chan, v Value) {
	if n := len(ch.slots); n > 0 {
		g.Acquire(ch.slots[ch.sent%n])
	}
	ch.sent++
	ch.buf = append(ch.buf, item{v, g.Clock.Clone()})
	g.tick()
}

func (m *Machine) take(g *Goroutine, ch *Chan) Value {
	it := ch.buf[0]
	ch.buf = append([]item(nil), ch.buf[1:]...)
	g.Acquire(it.clock)
	if n := len(ch.slots); n > 0 {
		ch.slots[ch.received%n] = g.Clock.Clone()
	}
	ch.received++
	g.tick()
	return it.v
}

// wake lets a waiting goroutine go on.
func (m *Machine) wake(g *Goroutine, index int, v Value, ok bool) {
	in := g.parkedAt
	g.parked, g.parkedAt = nil, nil
	m.complete(g, in, index, v, ok)
}

// complete stores the result of a channel operation, and g goes on.
func (m *Machine) complete(g *Goroutine, in *code.Instr, index int, v Value, ok bool) {
	f := g.top()
	switch in.Op {
	case code.Recv:
		if in.N == 1 {
			f.set(in, Tuple{v, ok})
		} else {
			f.set(in, v)
		}
	case code.Send:
		f.pc++
	case code.Select:
		f.set(in, m.selected(f, in, index, v, ok))
	}
}

// selected returns the result of a select: the index of the case, whether a value came from
// a sender, and a value for each case that receives.
func (m *Machine) selected(f *Frame, in *code.Instr, index int, v Value, ok bool) Value {
	t := m.typeOf(f, in.T)
	out := Tuple{int64(index), ok}
	for i := range len(in.S) {
		if in.S[i] == 's' {
			continue
		}
		if i == index {
			out = append(out, v)
		} else {
			out = append(out, m.Zero(m.elemType(t, len(out))))
		}
	}
	return out
}

// fire lets the environment do its part of an offer: it sends a value, or closes the
// channel. Nothing in the program is ordered by that.
func (m *Machine) fire(g *Goroutine, in *code.Instr, o offer) {
	ch := o.ch
	g.parked, g.parkedAt = nil, nil
	if ch.Left > 0 && (!ch.MayEnd || o.open || !m.Choices.Percent(25)) {
		ch.Left--
		v := m.incoming(ch)
		if u, ok := v.(*Unknown); ok && u.T.Kind.IsReference() && !u.T.Error {
			u.nonNil = true
		}
		m.complete(g, in, o.index, v, true)
		return
	}
	m.CloseOutside(ch)
	m.complete(g, in, o.index, m.Zero(m.elementOf(ch)), false)
}

// incoming returns a value that the environment sends on a channel.
func (m *Machine) incoming(ch *Chan) Value {
	if len(ch.From) > 0 {
		return ch.From[m.Choices.Intn(len(ch.From))]
	}
	return m.Outside(m.elementOf(ch), "value")
}

// CloseOutside closes a channel as the environment does, without order.
func (m *Machine) CloseOutside(ch *Chan) {
	if ch.closed {
		return
	}
	m.closeChan(ch, nil)
	if ch.OnEnd != nil {
		ch.OnEnd()
	}
}

// Close executes close(v) in g.
func (m *Machine) Close(g *Goroutine, v Value) {
	ch := m.channel(v)
	switch {
	case ch == nil:
		m.Panic(g, "close of nil channel")
	case ch.closed:
		m.Panic(g, "close of closed channel")
	default:
		m.CloseBy(g, ch)
	}
}

// CloseBy closes a channel that is open. What g has done is known to who receives.
func (m *Machine) CloseBy(g *Goroutine, ch *Chan) {
	known := g.Clock.Clone()
	g.tick()
	m.closeChan(ch, known)
}

// Closed reports whether ch is closed, and what is known to who sees it.
func (ch *Chan) Closed() (clock.Vector, bool) { return ch.closing, ch.closed }

func (m *Machine) closeChan(ch *Chan, known clock.Vector) {
	ch.closed, ch.closing = true, known
	for _, other := range m.Goroutines {
		for _, o := range other.parked {
			if o.ch != ch {
				continue
			}
			if o.send {
				other.parked, other.parkedAt = nil, nil
				m.Panic(other, "send on closed channel")
			} else {
				other.Acquire(known)
				m.wake(other, o.index, m.Zero(m.elementOf(ch)), false)
			}
			break
		}
	}
}
