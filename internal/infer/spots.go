package infer

import (
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// The channel by which a goroutine tells that it is over may be kept in a field or in a
// variable, as by what reads ahead, and another one takes its place with the next goroutine.
// Where ways join, the field holds one of several channels as far as its values tell. That it
// holds the one of a goroutine that may be running is told by live.endsAt.

// A spot is a register, or the location loc if reg is nil.
type spot struct {
	reg ssa.Value
	loc path.Path
}

// endsWith reports whether l signals on channel ch when it is over.
func (l *live) endsWith(ch path.Path) bool {
	return slices.ContainsFunc(l.eff.After, func(t summary.Token) bool {
		return t.Path == ch && (t.Kind == summary.Sent || t.Kind == summary.Closed)
	})
}

// endsByChannel reports whether anything that may be running signals on a channel when it is
// over.
func (s *state) endsByChannel() bool {
	for _, l := range s.live {
		if slices.ContainsFunc(l.eff.After, func(t summary.Token) bool { return t.Kind == summary.Sent || t.Kind == summary.Closed }) {
			return true
		}
	}
	return false
}

// withEnds returns l with endsAt as it is if the spot holds the channel of l or doesn't.
func (l *live) withEnds(at spot, holds bool) *live {
	if l.endsAt[at] == holds {
		return l
	}
	m := *l
	m.endsAt = maps.Clone(l.endsAt)
	if holds {
		put(&m.endsAt, at, true)
	} else {
		delete(m.endsAt, at)
	}
	return &m
}

// moveEnds gives spot to what spot from holds, which is one of vals. It is surely no more than
// that if sure is set.
func (s *state) moveEnds(from, to spot, vals path.Set, sure bool) {
	if to == (spot{}) {
		return
	}
	sure = sure && !strings.Contains(to.loc.Sel, "[")
	for k, l := range s.live {
		if len(l.eff.After) > 0 {
			holds := sure && (l.endsAt[from] || len(vals) == 1 && l.endsWith(vals[0].Path) && !l.several)
			s.live[k] = l.withEnds(to, holds)
		}
	}
}

// readEnds follows a load of v, a channel.
func (f *frame) readEnds(s *state, v *ssa.UnOp) {
	if !isChan(v) || len(s.live) == 0 {
		return
	}
	if addrs := f.val(v.X); len(addrs) == 1 {
		loc := pointee(addrs[0], v.X.Type())
		s.moveEnds(spot{loc: loc}, spot{reg: v}, s.heap.Load(loc), true)
	}
}

func isChan(v ssa.Value) bool {
	_, ok := v.Type().Underlying().(*types.Chan)
	return ok
}

// forgetSpots drops what is known of registers.
func (s *state) forgetSpots(reg func(ssa.Value) bool) {
	for k, l := range s.live {
		for at := range l.endsAt {
			if at.reg != nil && reg(at.reg) {
				l = l.withEnds(at, false)
			}
		}
		s.live[k] = l
	}
}

// channelsIn returns the channels that register ch surely holds as far as what may be running
// goes: one, or those of several that surely returns.
func (f *frame) channelsIn(s *state, ch ssa.Value) []path.Path {
	vals := f.val(ch)
	if len(vals) == 1 {
		return []path.Path{vals[0].Path}
	}
	return s.surely(spot{reg: ch}, vals)
}

// surely returns those of vals, of which at holds one, that it holds wherever something may
// be running that signals on them when it is over.
func (s *state) surely(at spot, vals path.Set) []path.Path {
	var out []path.Path
	for _, v := range vals {
		if v.Root.Kind != path.Site {
			continue // others may know what signals on it
		}
		some, all := false, true
		for _, l := range s.live {
			if l.eff.Kind != summary.Signal && l.endsWith(v.Path) {
				some, all = true, all && l.endsAt[at]
			}
		}
		if some && all {
			out = append(out, v.Path)
		}
	}
	return out
}

// only returns the locations that hold one thing in s, and may hold another one once s has
// joined src, by what they hold.
func (s *state) only(src *state) map[path.Path][]path.Path {
	var out map[path.Path][]path.Path
	if !s.endsByChannel() {
		return nil
	}
	s.heap.Alone(&src.heap, func(loc path.Path, v path.Value) {
		if v.Root.Kind == path.Site && !strings.Contains(loc.Sel, "[") {
			put(&out, v.Path, append(out[v.Path], loc))
		}
	})
	return out
}

// settled returns l with those of the locations that hold its channel.
func (l *live) settled(only map[path.Path][]path.Path) *live {
	if len(only) == 0 || l.several {
		return l // it may be one of those before that the location holds no more
	}
	for _, t := range l.eff.After {
		if t.Kind != summary.Sent && t.Kind != summary.Closed {
			continue
		}
		for _, loc := range only[t.Path] {
			l = l.withEnds(spot{loc: loc}, true)
		}
	}
	return l
}
