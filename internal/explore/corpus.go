package explore

import (
	"slices"

	"github.com/streamvet/streamvet/internal/choice"
	"github.com/streamvet/streamvet/internal/machine"
	"github.com/streamvet/streamvet/internal/shadow"
)

// kept is an execution that came where none had been.
type kept struct {
	plan    Plan
	choices choice.Sequence
	begun   int // how often others began like it
}

func (x *Explorer) keep(k *kept) {
	const limit = 200
	if len(x.corpus) < limit {
		x.corpus = append(x.corpus, k)
		return
	}
	x.corpus[x.random.Intn(limit)] = k
}

// again returns an execution that begins as one that was kept.
func (x *Explorer) again() (Plan, choice.Sequence) {
	k := x.choose()
	k.begun++
	if x.random.Percent(x.Strategy.Mutated) && len(k.choices) > 0 {
		return k.plan, x.mutate(k.choices)
	}
	n := 0
	if len(k.choices) > 0 {
		n = x.random.Intn(len(k.choices) + 1)
	}
	return k.plan, k.choices[:n]
}

// choose returns one of the executions that were kept.
func (x *Explorer) choose() *kept {
	const full = 1 << 16
	return choice.Weighted(x.random, x.corpus, func(k *kept) int {
		if !x.Strategy.Even {
			return 1
		}
		return full / (1 + k.begun)
	})
}

// mutate returns choices a few of which are others.
func (x *Explorer) mutate(s choice.Sequence) choice.Sequence {
	s = slices.Clone(s)
	for range 1 + x.random.Intn(5) {
		s[x.random.Intn(len(s))] = uint32(x.random.Intn(1 << 16))
	}
	return s
}

// seen notes what has happened to streams, and reports whether the execution is to be kept for it,
// and whether there is news: that a stream has gone on from one place to another one is reason
// enough to begin like this again, but there are too many pairs of places to wait for all of them.
func (x *Explorer) seen(handovers []shadow.Handover) (keep, news bool) {
	for _, h := range handovers {
		place := h
		place.From = machine.Place{}
		if !x.handovers[place] {
			x.handovers[place] = true
			news = true
		}
		if x.Strategy.Ways && !x.handovers[h] {
			x.handovers[h] = true
			keep = true
		}
	}
	return keep || news, news
}
