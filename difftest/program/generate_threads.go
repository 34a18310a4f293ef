package program

// start starts a goroutine, or several in a loop, that the function can wait
// for in one way or another, or in none.
func (g *generator) start(sc *scope) []*Stmt {
	g.threads++
	inner := sc.inner()
	inner.thread++
	inner.methods = pick(g, preferences...)
	inner.loop = false
	var out []*Stmt
	spawn := &Stmt{Op: Spawn, Form: g.spawnForm()}
	t := &token{}
	if g.chance(20) && sc.depth < 2 {
		t.loop, t.cond = true, pick(g, Names, Names, Twice, Maybe)
	}

	var gate *Var
	var closing *Stmt // a goroutine that waits for the others
	if g.chance(12) && !sc.loop {
		var s *Stmt
		gate, s = g.declare(sc, Event, "start")
		out = append(out, s)
	}
	work := func() []*Stmt {
		body := inner.inner()
		out := g.block(body, 1+g.IntN(2))
		if g.chance(50) {
			out = append(out, g.finish(body)...)
		}
		return out
	}
	join := g.IntN(100)
	switch {
	case join < 22:
		spawn.Body = work()
		t = nil
	case join < 42: // WaitGroup
		var s *Stmt
		t.v, s = g.declare(sc, WaitGroup, "wg")
		out = append(out, s)
		spawn.Body = g.signalled(t.v, work())
		if t.loop && t.cond != Maybe && g.chance(40) {
			out = append(out, &Stmt{Op: Add, Var: t.v, Cond: t.cond})
		} else {
			spawn.Var, spawn.Late = t.v, g.chance(8)
		}
	case join < 50: // WaitGroup.Go
		var s *Stmt
		t.v, s = g.declare(sc, WaitGroup, "wg")
		out = append(out, s)
		spawn.Var, spawn.Auto, spawn.Form = t.v, true, ByGroup
		spawn.Body = work()
	case join < 62: // errgroup
		t.v = g.fresh(ErrGroup, "g")
		out = append(out, &Stmt{Op: Declare, Var: t.v})
		spawn.Var, spawn.Auto, spawn.Form = t.v, true, pick(g, ByGroup, ByGroup, TryGo)
		spawn.Body = work()
		if g.chance(50) && !t.loop && g.threads < 3 {
			g.threads++
			out = append(out, &Stmt{Op: Spawn, Var: t.v, Auto: true, Form: ByGroup, Body: work()})
		}
	case join < 80: // a channel that is closed
		var s *Stmt
		t.v, s = g.declare(sc, Event, "done")
		out = append(out, s)
		t.loop = false
		spawn.Body = g.signalled(t.v, work())
	case join < 93: // a channel that values are sent on
		var s *Stmt
		t.v, s = g.declare(sc, Results, "results")
		t.v.Cap = pick(g, 0, 1, 1, 8)
		out = append(out, s)
		spawn.Body = g.signalled(t.v, work())
		if g.chance(20) {
			// A WaitGroup closes the channel, so that the function can range over it.
			wg, s := g.declare(sc, WaitGroup, "wg")
			out = append(out, s)
			spawn.Var, spawn.Auto, spawn.Form = wg, true, ByGroup
			closing = &Stmt{Op: Spawn, Body: []*Stmt{{Op: Wait, Var: wg}, {Op: Signal, Var: t.v, Form: Closing}}}
		}
	default: // a WaitGroup, whose end closes a channel
		wg, s1 := g.declare(sc, WaitGroup, "wg")
		var s2 *Stmt
		t.v, s2 = g.declare(sc, Event, "done")
		out = append(out, s1, s2)
		spawn.Var, spawn.Auto, spawn.Form = wg, true, ByGroup
		spawn.Body = work()
		closing = &Stmt{Op: Spawn, Body: []*Stmt{{Op: Wait, Var: wg}, {Op: Signal, Var: t.v}}}
	}
	if gate != nil {
		spawn.Body = append([]*Stmt{{Op: Wait, Var: gate}}, spawn.Body...)
		sc.pending = append(sc.pending, &token{v: gate, open: true})
	}
	out = append(out, g.repeated(t, spawn))
	if closing != nil {
		out = append(out, closing)
		if t.v.Kind == Results {
			t.loop, t.cond = true, Forever // until the channel is closed
		}
	}
	return g.started(sc, out, t)
}

// repeated puts the start into a loop if the token says so.
func (g *generator) repeated(t *token, spawn *Stmt) *Stmt {
	if t == nil || !t.loop {
		return spawn
	}
	return &Stmt{Op: Loop, Cond: t.cond, Body: []*Stmt{spawn}}
}

func (g *generator) started(sc *scope, out []*Stmt, t *token) []*Stmt {
	if t == nil {
		return out
	}
	if g.chance(12) && !t.loop && sc.depth == 0 {
		return append(out, &Stmt{Op: Wait, Var: t.v, Defer: true})
	}
	sc.pending = append(sc.pending, t)
	return out
}

// signalled lets the goroutine say that it is done: mostly by a deferred
// statement or by its last one, sometimes too early.
func (g *generator) signalled(v *Var, work []*Stmt) []*Stmt {
	signal := &Stmt{Op: Signal, Var: v}
	switch roll := g.IntN(100); {
	case roll < 50:
		signal.Defer = true
		return append([]*Stmt{signal}, work...)
	case roll < 90 || len(work) < 2:
		return append(work, signal)
	}
	return append([]*Stmt{work[0], signal}, work[1:]...)
}

// Closing is the Form of a Signal that closes a channel that values are sent on.
const Closing Form = "closing"

func (g *generator) spawnForm() Form {
	return pick(g, Plain, Plain, Plain, WithArgs, Named, Named, AsMethod, AfterFunc, InHelper, Safego, LibSafego, ContextRun)
}

// join waits for one of the pending tokens, or opens a gate.
func (g *generator) join(sc *scope) []*Stmt {
	i := g.IntN(len(sc.pending))
	t := sc.pending[i]
	sc.pending = append(sc.pending[:i:i], sc.pending[i+1:]...)
	if t.open {
		return []*Stmt{{Op: Signal, Var: t.v}}
	}
	wait := &Stmt{Op: Wait, Var: t.v, Form: pick(g, Plain, Plain, Plain, Plain, Plain, Named)}
	if g.chance(15) {
		wait.Form = pick(g, OrLeave, OrGoOn, OrDefault)
	}
	if t.v.Kind == ErrGroup {
		wait.Leave = g.chance(50)
	}
	if t.v.Kind == Results && t.loop {
		if t.cond == Forever {
			wait.Form = Range
			return []*Stmt{wait}
		}
		return []*Stmt{{Op: Loop, Cond: t.cond, Body: []*Stmt{wait}}}
	}
	if g.chance(8) {
		return []*Stmt{{Op: If, Cond: pick(g, Maybe, Flag), Body: []*Stmt{wait}}}
	}
	return []*Stmt{wait}
}

// finish waits for most of what is pending, and goes on a little.
func (g *generator) finish(sc *scope) []*Stmt {
	var out []*Stmt
	for len(sc.pending) > 0 {
		if t := sc.pending[0]; !t.open && g.chance(30) {
			sc.pending = sc.pending[1:]
			continue
		}
		out = append(out, g.join(sc)...)
	}
	if g.chance(50) {
		out = append(out, g.use(sc)...)
	}
	return out
}
