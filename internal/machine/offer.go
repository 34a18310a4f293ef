package machine

import "github.com/streamvet/streamvet/internal/code"

// outsideValues is how many values the environment sends on a channel.
const outsideValues = 3

// An offer is what a waiting goroutine would do at a channel.
type offer struct {
	ch    *Chan
	send  bool
	v     Value
	index int // of the case of a select
	// open says that the receiver neither asks whether the channel is closed nor can tell by the
	// value. The environment does not close it then.
	open bool
}

func (m *Machine) selects(g *Goroutine, f *Frame, in *code.Instr) {
	var offers []offer
	for i := range len(in.S) {
		o := offer{ch: m.channel(m.get(f, in.A[2*i])), index: i, send: in.S[i] == 's'}
		if o.send {
			o.v = m.get(f, in.A[2*i+1])
		}
		offers = append(offers, o)
	}
	m.communicate(g, in, offers, in.N == 1)
}

// communicate executes one of the offers that can proceed. If none can, g waits, unless the
// operation doesn't block.
func (m *Machine) communicate(g *Goroutine, in *code.Instr, offers []offer, block bool) {
	var ready, outside []offer
	for _, o := range offers {
		switch {
		case o.ch == nil:
		case m.possible(g, o):
			ready = append(ready, o)
		case o.fromOutside():
			outside = append(outside, o)
		}
	}
	switch {
	case len(outside) > 0 && (len(ready) == 0 && block && len(offers) == len(outside) && m.alone(g) || m.Choices.Percent(25)):
		m.fire(g, in, outside[m.Choices.Intn(len(outside))])
	case !block && m.assumedFull(ready):
		m.complete(g, in, -1, nil, false)
	case len(ready) > 0:
		m.execute(g, in, ready[m.Choices.Intn(len(ready))])
	case !block:
		m.complete(g, in, -1, nil, false)
	default:
		g.parked, g.parkedAt = append([]offer{}, offers...), in
	}
}

// Executions are short, and hardly ever fill a large buffer. A program that asks whether there is
// room has a reason to, though.
const (
	manyValues  = 5  // the size of a buffer that may be taken for full
	someValues  = 2  // those that must be in it
	fullInstead = 20 // how often, in percent
)

// assumedFull decides whether the channel of the only offer that can proceed, a send, is taken to
// be full, as if its buffer had been filled before.
func (m *Machine) assumedFull(ready []offer) bool {
	if len(ready) != 1 || !ready[0].send {
		return false
	}
	ch := ready[0].ch
	return !ch.closed && !ch.Swallow && ch.cap >= manyValues && len(ch.buf) >= someValues && m.Choices.Percent(fullInstead)
}

// alone reports whether no other goroutine can go on.
func (m *Machine) alone(g *Goroutine) bool {
	for _, other := range m.Goroutines {
		if other != g && other.runnable() {
			return false
		}
	}
	return true
}

// fromOutside reports whether the environment may let the offer happen.
func (o offer) fromOutside() bool {
	return o.ch != nil && !o.send && !o.ch.closed && (o.ch.Left > 0 || o.ch.MayEnd && !o.open)
}

// possible reports whether an offer can be executed at once.
func (m *Machine) possible(g *Goroutine, o offer) bool {
	ch := o.ch
	if o.send {
		return ch.closed || ch.Swallow || len(ch.buf) < ch.cap || m.partner(g, ch, false) != nil
	}
	return len(ch.buf) > 0 || ch.closed || m.partner(g, ch, true) != nil
}

// partner returns a goroutine that waits to send on, or to receive from, an unbuffered
// channel.
func (m *Machine) partner(g *Goroutine, ch *Chan, send bool) *Goroutine {
	for _, other := range m.Goroutines {
		if other == g {
			continue
		}
		for _, o := range other.parked {
			if o.ch == ch && o.send == send {
				return other
			}
		}
	}
	return nil
}

// choosePartner chooses one of the goroutines that wait at ch, and the offer by which it does.
func (m *Machine) choosePartner(g *Goroutine, ch *Chan, send bool) (*Goroutine, offer) {
	type pair struct {
		g *Goroutine
		o offer
	}
	var all []pair
	for _, other := range m.Goroutines {
		if other == g {
			continue
		}
		for _, o := range other.parked {
			if o.ch == ch && o.send == send {
				all = append(all, pair{other, o})
				break
			}
		}
	}
	if len(all) == 0 {
		return nil, offer{}
	}
	p := all[m.Choices.Intn(len(all))]
	return p.g, p.o
}
