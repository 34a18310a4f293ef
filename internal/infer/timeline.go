package infer

import (
	"slices"

	"golang.org/x/tools/go/ssa"

	"github.com/streamvet/streamvet/internal/path"
	"github.com/streamvet/streamvet/internal/summary"
)

// A moment is a point of the control flow at which something happens: an
// instruction, or the seq-th deferred call that a RunDefers runs.
type moment struct {
	instr ssa.Instruction
	seq   int
	may   bool // the deferred call runs on some ways only
}

// now returns the moment at which instruction i is run.
func (f *frame) now(i ssa.Instruction) moment {
	if f.deferring != nil {
		return *f.deferring
	}
	return moment{instr: i}
}

// A signalAt is a token that is surely signaled at a moment.
type signalAt struct {
	moment
	token summary.Token
}

// note records that running i surely signals t.
func (f *frame) note(i ssa.Instruction, t summary.Token) {
	if f.recording && !f.checking {
		f.signals = append(f.signals, signalAt{f.now(i), t})
	}
}

// noteRunning records what is live in s, where t is signaled.
func (f *frame) noteRunning(s *state, t summary.Token) {
	m := f.running[t]
	if m == nil {
		m = map[source]bool{}
		f.running[t] = m
	}
	for _, l := range s.live {
		m[l.src] = true
	}
}

type uncover struct {
	src source
	loc path.Path
}

// A timeline answers what surely happens after what in one function.
type timeline struct {
	f       *frame
	tokens  []summary.Token
	at      map[summary.Token][]moment
	avoid   map[summary.Token]map[*ssa.BasicBlock]bool
	reaches map[*ssa.BasicBlock]map[*ssa.BasicBlock]bool
}

func (f *frame) newTimeline() *timeline {
	t := &timeline{
		f: f, at: map[summary.Token][]moment{},
		avoid:   map[summary.Token]map[*ssa.BasicBlock]bool{},
		reaches: map[*ssa.BasicBlock]map[*ssa.BasicBlock]bool{},
	}
	for _, s := range f.signals {
		if _, ok := t.at[s.token]; !ok {
			t.tokens = append(t.tokens, s.token)
		}
		t.at[s.token] = append(t.at[s.token], s.moment)
	}
	return t
}

// after returns the tokens that are signaled after m, if at all, and never before it:
// whoever has received one knows that m is over. A channel from which others may have
// received in its place has to be received from on every way.
func (t *timeline) after(m moment) []summary.Token {
	var out []summary.Token
	for _, tok := range t.tokens {
		if t.follows(m, tok) && !t.mayPrecede(tok, m) {
			out = append(out, tok)
		}
	}
	return out
}

// always returns the tokens that are signaled on every way through the function.
func (t *timeline) always() []summary.Token {
	var out []summary.Token
	for _, tok := range t.tokens {
		if !t.avoids(tok)[t.f.fn.Blocks[0]] {
			out = append(out, tok)
		}
	}
	return out
}

func (t *timeline) follows(m moment, tok summary.Token) bool {
	switch tok.Kind {
	case summary.Sent, summary.Closed, summary.Group, summary.Counted:
		return t.mayFollow(m, tok)
	}
	return t.mustFollow(m, tok)
}

// mayFollow reports whether a way leads from m to a signal of tok.
func (t *timeline) mayFollow(m moment, tok summary.Token) bool {
	for _, s := range t.at[tok] {
		from, to := m.instr.Block(), s.instr.Block()
		if from == to && (s.instr == m.instr && s.seq > m.seq || t.f.ordinal(s.instr) > t.f.ordinal(m.instr)) {
			return true
		}
		if t.reach(from)[to] {
			return true
		}
	}
	return false
}

// mustFollow reports whether every way from m to a return signals tok.
func (t *timeline) mustFollow(m moment, tok summary.Token) bool {
	for _, s := range t.at[tok] {
		if s.may || s.instr.Block() != m.instr.Block() {
			continue
		}
		if s.instr == m.instr && s.seq > m.seq || t.f.ordinal(s.instr) > t.f.ordinal(m.instr) {
			return true
		}
	}
	b := m.instr.Block()
	if len(b.Succs) == 0 {
		return false
	}
	avoid := t.avoids(tok)
	for _, s := range b.Succs {
		if avoid[s] {
			return false
		}
	}
	return true
}

// avoids returns the blocks from whose start a way leads to a return without
// signaling tok.
func (t *timeline) avoids(tok summary.Token) map[*ssa.BasicBlock]bool {
	if m := t.avoid[tok]; m != nil {
		return m
	}
	signals := map[*ssa.BasicBlock]bool{}
	for _, s := range t.at[tok] {
		if !s.may {
			signals[s.instr.Block()] = true
		}
	}
	m := map[*ssa.BasicBlock]bool{}
	var work []*ssa.BasicBlock
	for _, b := range t.f.fn.Blocks {
		if _, ok := b.Instrs[len(b.Instrs)-1].(*ssa.Return); ok && !signals[b] {
			m[b] = true
			work = append(work, b)
		}
	}
	for len(work) > 0 {
		b := work[len(work)-1]
		work = work[:len(work)-1]
		for _, p := range b.Preds {
			if !m[p] && !signals[p] {
				m[p] = true
				work = append(work, p)
			}
		}
	}
	t.avoid[tok] = m
	return m
}

// mayPrecede reports whether a way leads from a signal of tok to m.
func (t *timeline) mayPrecede(tok summary.Token, m moment) bool {
	for _, s := range t.at[tok] {
		from, to := s.instr.Block(), m.instr.Block()
		if from == to && (s.instr == m.instr && s.seq < m.seq || t.f.ordinal(s.instr) < t.f.ordinal(m.instr)) {
			return true
		}
		if t.reach(from)[to] {
			return true
		}
	}
	return false
}

// reach returns the blocks that the end of b leads to.
func (t *timeline) reach(b *ssa.BasicBlock) map[*ssa.BasicBlock]bool {
	if m := t.reaches[b]; m != nil {
		return m
	}
	m := map[*ssa.BasicBlock]bool{}
	work := slices.Clone(t.f.loops.next(b))
	for len(work) > 0 {
		x := work[len(work)-1]
		work = work[:len(work)-1]
		if !m[x] {
			m[x] = true
			work = append(work, t.f.loops.next(x)...)
		}
	}
	t.reaches[b] = m
	return m
}

// finish adds to each record what is known now that all of the function has been
// seen: what surely follows it, which locks cover it, whether it outlives the
// function.
func (f *frame) finish() {
	t := f.newTimeline()
	for _, r := range f.records {
		for i, m := range r.ats {
			after := t.after(m)
			if i == 0 {
				r.after = after
				continue
			}
			r.after = intersect(r.after, after)
		}
		if r.eff.Async {
			kept := r.after[:0]
			for _, tok := range r.after {
				if !f.running[tok][r.src] {
					kept = append(kept, tok)
				}
			}
			r.after = kept
			f.exitsWith(r)
			for _, l := range r.held {
				if !l.Once && !r.exit && !f.uncovered[uncover{r.src, l.Path}] {
					l.Cover = true
					r.cover = append(r.cover, l)
				}
			}
		}
	}
	f.always = t.always()
}

// exitsWith finds out at which returns r is not over.
func (f *frame) exitsWith(r *record) {
	succeeds, fails := false, false
	for _, e := range f.exits {
		if e.has(r) {
			r.exit = true
			succeeds = succeeds || e.ends != summary.OnFailure
			fails = fails || e.ends != summary.OnSuccess
		}
	}
	switch {
	case succeeds && !fails:
		r.left = summary.OnSuccess
	case fails && !succeeds:
		r.left = summary.OnFailure
	}
}

func intersect(a, b []summary.Token) []summary.Token {
	var out []summary.Token
	for _, t := range a {
		if slices.Contains(b, t) {
			out = append(out, t)
		}
	}
	return out
}

// covered reports whether a lock that one goroutine's spawner holds until that
// goroutine is over keeps the other one out.
func covered(a, b *record) bool {
	one := func(a, b *record) bool {
		for _, l := range a.cover {
			for _, m := range b.eff.Locks {
				if !m.Cover && path.MustAlias(l.Path, m.Path) && (!l.Shared || !m.Shared) {
					return true
				}
			}
		}
		return false
	}
	return a.eff.Async && b.eff.Async && (one(a, b) || one(b, a))
}
