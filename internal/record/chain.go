package record

import (
	"slices"

	"github.com/streamvet/streamvet/internal/clock"
	"github.com/streamvet/streamvet/internal/machine"
)

// An Edge says why something that one goroutine does happens after something that another one has
// done: what From has let others know, To has come to know.
type Edge struct{ From, To Moment }

// maxEdges is how many edges a chain has at most.
const maxEdges = 20

// Chain returns why access a happens before access b, from a to b; nothing if one goroutine makes
// both, or if they are not ordered.
func (r *Recorder) Chain(a, b *machine.Access) []Edge {
	var out []Edge
	g, until := b.Goroutine, r.timeOf(b)
	for len(out) < maxEdges && g != a.Goroutine {
		e, ok := r.learned(g, a.Epoch, until)
		if !ok {
			return nil
		}
		out = append(out, e)
		g, until = e.From.G, e.From.Time
	}
	slices.Reverse(out)
	return out
}

func (r *Recorder) timeOf(a *machine.Access) int {
	for _, m := range r.Moments {
		if m.Access == a {
			return m.Time
		}
	}
	return r.time
}

// learned returns by what g has come to know of an epoch, at a time or before.
func (r *Recorder) learned(g *machine.Goroutine, e clock.Epoch, until int) (Edge, bool) {
	for _, s := range r.Syncs {
		if s.G == g && s.Time <= until && !s.Knew.Reached(e) && s.Knows.Reached(e) {
			from, ok := r.released(s, e)
			return Edge{from, s.Doing}, ok
		}
	}
	// It has known from the beginning.
	for _, m := range r.Moments {
		if m.Kind == Started && m.Child == g && m.Time <= until {
			return Edge{m, m}, true
		}
	}
	return Edge{}, false
}

// Learned returns what another goroutine has done last of all that g has come to know of in s, by
// whatever way, if there is anything new.
func (r *Recorder) Learned(s Sync, of *machine.Goroutine) (Moment, bool) {
	e := s.Knows.Epoch(of.ID)
	if e.Time == 0 || s.Knew.Reached(e) {
		return Moment{}, false
	}
	from, ok := r.released(s, e)
	for n := 0; ok && from.G != of && n < maxEdges; n++ {
		var way Edge
		way, ok = r.learned(from.G, e, from.Time)
		from = way.From
	}
	return from, ok && from.G == of
}

// released returns the last of what others have done that has let a goroutine know of an epoch.
func (r *Recorder) released(s Sync, e clock.Epoch) (Moment, bool) {
	var found Sync
	ok := false
	for _, o := range r.Syncs {
		if o.G == s.G || !o.Released || o.Time > s.Time || !o.Knows.Reached(e) {
			continue
		}
		// What it had done up to then has become known in s, and not before.
		if then := o.Knew.Epoch(o.G.ID); !s.Knew.Reached(then) && s.Knows.Reached(then) && (!ok || o.Time >= found.Time) {
			found, ok = o, true
		}
	}
	return found.Doing, ok
}

// Led reports whether what g did at a time happened before another moment, or was done by the same
// goroutine before.
func (r *Recorder) Led(g *machine.Goroutine, time int, to *machine.Goroutine, at int) bool {
	then, known := r.epoch(g, time)
	for to != nil {
		if to == g {
			return time <= at
		}
		if known && slices.ContainsFunc(r.Syncs, func(s Sync) bool { return s.G == to && s.Time <= at && s.Knows.Reached(then) }) {
			return true
		}
		child := to
		to = child.Origin.Parent
		for _, m := range r.Moments {
			if m.Kind == Started && m.Child == child {
				at = min(at, m.Time)
			}
		}
	}
	return false
}

// epoch returns in which time of its own g did something, unless it has never had to do with others.
func (r *Recorder) epoch(g *machine.Goroutine, time int) (e clock.Epoch, known bool) {
	for _, s := range r.Syncs {
		if s.G == g && s.Time < time {
			e, known = s.Knows.Epoch(g.ID), true
		} else if s.G == g {
			if !known {
				e, known = s.Knew.Epoch(g.ID), true
			}
			break
		}
	}
	return e, known
}

// Access returns the access with an index, or nil.
func (r *Recorder) Access(index int) *machine.Access {
	for _, m := range r.Moments {
		if m.Access != nil && m.Access.Index == index {
			return m.Access
		}
	}
	return nil
}
