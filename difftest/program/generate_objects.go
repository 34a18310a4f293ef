package program

// session makes an object: a constructor that opens the stream and starts
// goroutines, and methods.
func (g *generator) session() {
	sc := &scope{client: true, methods: pick(g, preferences...)}
	field := func(kind Kind, name string) *Var {
		v := g.fresh(kind, name)
		v.Place = Field
		g.p.Fields = append(g.p.Fields, v)
		return v
	}
	stream := field(Stream, "stream")
	sc.streams = []*Var{stream}
	for range pick(g, 0, 1, 1, 2) {
		sc.locks = append(sc.locks, field(pick(g, Mutex, Mutex, RWMutex), "mu"))
	}
	if len(sc.locks) > 0 && g.chance(60) {
		g.guard[stream] = sc.locks[0]
	}
	body := []*Stmt{{Op: Open, Var: stream}}
	if g.chance(30) {
		body = append(body, g.use(sc)...)
	}
	var done, stop, wg *Var
	for range pick(g, 0, 1, 1, 1, 2) {
		inner := sc.inner()
		inner.methods = pick(g, preferences...)
		inner.thread++
		g.threads++
		spawn := &Stmt{Op: Spawn, Form: pick(g, Plain, AsMethod, AsMethod, InHelper, AfterFunc, Safego)}
		spawn.Body = g.block(inner, 1+g.IntN(2))
		if g.chance(40) {
			spawn.Body = []*Stmt{{Op: Loop, Cond: pick(g, Maybe, Forever), Body: spawn.Body}}
			spawn.Body[0].Body = append(spawn.Body[0].Body, g.use(inner)...)
		}
		switch {
		case done == nil && g.chance(50):
			done = field(Event, "done")
			spawn.Body = g.signalled(done, spawn.Body)
		case g.chance(40):
			if wg == nil {
				wg = field(WaitGroup, "wg")
			}
			spawn.Var, spawn.Auto = wg, g.chance(50)
			if !spawn.Auto {
				spawn.Body = g.signalled(wg, spawn.Body)
			}
		}
		if stop == nil && g.chance(20) {
			// The goroutine works until it is asked to stop.
			stop = field(Event, "stop")
			spawn.Body = []*Stmt{{Op: Loop, Cond: Forever, Body: append(spawn.Body, &Stmt{Op: If, Body: []*Stmt{{Op: Wait, Var: stop}, {Op: Break}}})}}
		}
		body = append(body, spawn)
	}
	if g.chance(20) {
		body = append(body, g.use(sc)...)
	}
	g.p.Body = body
	for _, name := range []string{"Do", "Flush"}[:1+g.IntN(2)] {
		inner := sc.inner()
		g.p.Entries = append(g.p.Entries, &Entry{Name: name, Body: append(g.block(inner, 1+g.IntN(2)), g.finish(inner)...)})
	}
	if done != nil || stop != nil || wg != nil {
		g.p.Entries = append(g.p.Entries, &Entry{Name: "Close", Body: g.closing(sc, field, done, stop, wg)})
	}
}

func (g *generator) closing(sc *scope, field func(Kind, string) *Var, done, stop, wg *Var) []*Stmt {
	var out []*Stmt
	if stop != nil {
		out = append(out, &Stmt{Op: DoOnce, Var: field(Once, "once"), Body: []*Stmt{{Op: Signal, Var: stop}}})
	}
	for _, v := range []*Var{done, wg} {
		if v != nil && g.chance(75) {
			out = append(out, &Stmt{Op: Wait, Var: v, Form: pick(g, Plain, Plain, Plain, Named)})
		}
	}
	if g.chance(70) {
		inner := sc.inner()
		inner.methods = []Method{CloseSend, CloseSend, Send}
		out = append(out, g.use(inner)...)
	}
	return out
}

// server makes handlers that share streams, or share nothing.
func (g *generator) server() {
	field := func(kind Kind, name string) *Var {
		v := g.fresh(kind, name)
		v.Place = Field
		g.p.Fields = append(g.p.Fields, v)
		return v
	}
	mu := field(pick(g, Mutex, Mutex, RWMutex), "mu")
	var peers, last *Var
	if g.chance(80) {
		peers = field(Streams, "peers")
	}
	if g.chance(35) {
		last = field(Accepted, "last")
	}
	locks := []*Var{mu}
	if g.chance(30) {
		locks = append(locks, field(Mutex, "sendMu"))
	}
	g.budget = 6
	for _, name := range []string{"Connect", "Publish"}[:pick(g, 1, 1, 2)] {
		sc := &scope{locks: locks, methods: pick(g, preferences...)}
		e := &Entry{Name: name}
		if name == "Connect" {
			e.Stream = g.fresh(Accepted, "stream")
			sc.streams = []*Var{e.Stream}
			if g.chance(50) {
				g.guard[e.Stream] = locks[len(locks)-1]
			}
		}
		for range 1 + g.IntN(4) {
			switch g.IntN(6) {
			case 0:
				e.Body = append(e.Body, g.use(sc)...)
			case 1:
				if g.threads == 0 && e.Stream != nil {
					e.Body = append(e.Body, g.start(sc)...)
				}
			case 2, 3, 4:
				if peers != nil {
					e.Body = append(e.Body, g.shared(sc, mu, peers)...)
				}
			case 5:
				if last != nil {
					e.Body = append(e.Body, g.latest(sc, mu, last)...)
				}
			}
		}
		e.Body = append(e.Body, g.finish(sc)...)
		g.p.Entries = append(g.p.Entries, e)
	}
}

// shared adds the handler's stream to the set, or sends to all that are in it.
func (g *generator) shared(sc *scope, mu, peers *Var) []*Stmt {
	lock := func(body ...*Stmt) *Stmt {
		form := pick(g, Plain, InClosure, ByHelpers)
		if form == InClosure && body[0].Op == Copy {
			form = Plain // what it declares is used outside
		}
		return &Stmt{Op: Lock, Var: mu, Form: form, Body: body}
	}
	if len(sc.streams) > 0 && g.chance(50) {
		out := []*Stmt{lock(&Stmt{Op: Put, Var: peers, From: sc.streams[0]})}
		if g.chance(40) {
			drop := lock(&Stmt{Op: Drop, Var: peers, From: sc.streams[0]})
			out = append(out, &Stmt{Op: Call, Defer: true, Body: []*Stmt{drop}})
		}
		return out
	}
	peer := g.fresh(Accepted, "peer")
	inner := sc.inner()
	inner.streams = []*Var{peer}
	if len(sc.locks) > 1 && g.chance(60) {
		g.guard[peer] = sc.locks[len(sc.locks)-1]
	}
	if g.chance(30) {
		// Send to those that were there, without the lock.
		all := g.fresh(Streams, "all")
		return []*Stmt{lock(&Stmt{Op: Copy, Var: all, From: peers}), {Op: Each, Var: all, From: peer, Body: g.use(inner)}}
	}
	each := &Stmt{Op: Each, Var: peers, From: peer, Body: g.use(inner)}
	if g.chance(30) {
		each.Op = Find
	}
	s := lock(each)
	if mu.Kind == RWMutex && g.chance(50) {
		s.Mode = Shared
	}
	return []*Stmt{s}
}

// latest makes the handler's stream the one that all send on, or sends on it.
func (g *generator) latest(sc *scope, mu, last *Var) []*Stmt {
	if len(sc.streams) > 0 && g.chance(45) {
		return []*Stmt{g.hold(mu, []*Stmt{{Op: Copy, Var: last, From: sc.streams[0]}})}
	}
	current := g.fresh(Accepted, "current")
	inner := sc.inner()
	inner.streams = []*Var{current}
	load := &Stmt{Op: Copy, Var: current, From: last}
	use := &Stmt{Op: If, Cond: IsSet, Var: current, Body: g.use(inner)}
	if g.chance(50) {
		return []*Stmt{{Op: Lock, Var: mu, Body: []*Stmt{load}}, use}
	}
	return []*Stmt{{Op: Lock, Var: mu, Form: pick(g, Plain, InClosure), Body: []*Stmt{load, use}}}
}
