package program

import (
	"fmt"
	"math/rand/v2"
)

// Generate makes a program. The same seed always makes the same program. The
// program may be one that can hang or panic; the caller, who can tell by its
// truth, takes another seed then.
func Generate(seed uint64) *Program {
	g := &generator{
		Rand:   rand.New(rand.NewPCG(seed, 0x5eed)),
		budget: 4 + int(seed%4),
		guard:  make(map[*Var]*Var),
	}
	g.p = &Program{Shape: pick(g, Function, Function, Function, Function, Session, Server)}
	switch g.p.Shape {
	case Function:
		g.function()
	case Session:
		g.session()
	case Server:
		g.server()
	}
	g.p.Normalize()
	return g.p
}

// A generator holds what has been made so far.
type generator struct {
	*rand.Rand
	p       *Program
	budget  int // how many more calls of a stream's methods there may be
	threads int
	names   map[string]int
	guard   map[*Var]*Var // the lock that calls on a stream should hold
	holders int
}

// A scope is what a statement list can use.
type scope struct {
	streams []*Var
	locks   []*Var
	pending []*token
	methods []Method // those that the thread prefers
	holder  int      // of the variables to come, if they are Held
	depth   int      // of nesting
	thread  int      // of goroutines
	loop    bool
	client  bool // there is a client to open streams with
}

// A token is something that the function can wait for.
type token struct {
	v    *Var
	cond Cond // of the loop that started the goroutines, if they were in one
	loop bool
	open bool // it is a start gate: to be opened, not waited for
}

func (s scope) inner() *scope {
	s.depth++
	s.pending = nil
	s.holder = 0 // a struct is complete before anything is nested
	return &s
}

func pick[T any](g *generator, from ...T) T { return from[g.IntN(len(from))] }

// chance is true in percent of all cases.
func (g *generator) chance(percent int) bool { return g.IntN(100) < percent }

func (g *generator) fresh(kind Kind, name string) *Var {
	if g.names == nil {
		g.names = make(map[string]int)
	}
	g.names[name]++
	if n := g.names[name]; n > 1 {
		name = fmt.Sprintf("%s%d", name, n)
	}
	return &Var{Name: name, Kind: kind, Place: Local}
}

var preferences = [][]Method{
	{Send, Send, Send, SendMsg},
	{Recv, Recv, RecvMsg},
	{Send, Send, Recv, CloseSend},
	{Send, Send, Send, Recv, Recv, CloseSend, SendMsg, RecvMsg, CloseAndRecv},
}

func (g *generator) function() {
	sc := &scope{client: true, methods: pick(g, preferences...)}
	body := g.open(sc)
	body = append(body, g.locks(sc)...)
	if g.chance(15) {
		body = append(body, g.open(sc)...)
	}
	if len(sc.locks) > 0 && g.chance(60) {
		for _, s := range sc.streams {
			g.guard[s] = sc.locks[0]
		}
	}
	body = append(body, g.block(sc, 2+g.IntN(4))...)
	body = append(body, g.finish(sc)...)
	g.p.Body = body
}

// open opens a stream and makes it part of the scope.
func (g *generator) open(sc *scope) []*Stmt {
	v := g.fresh(Stream, "stream")
	if g.chance(12) {
		v.Kind = Upload
	}
	if sc.depth == 0 && g.chance(30) {
		g.holders++
		v.Place, v.Holder = Held, g.holders
		sc.holder = v.Holder
	}
	sc.streams = append(sc.streams, v)
	return []*Stmt{{Op: Open, Var: v}}
}

// declare makes a variable, next to the latest stream if that is in a struct.
func (g *generator) declare(sc *scope, kind Kind, name string) (*Var, *Stmt) {
	v := g.fresh(kind, name)
	if sc.holder > 0 && g.chance(70) {
		v.Place, v.Holder = Held, sc.holder
	}
	return v, &Stmt{Op: Declare, Var: v}
}

func (g *generator) locks(sc *scope) []*Stmt {
	var out []*Stmt
	for range pick(g, 0, 0, 1, 1, 2) {
		kind := pick(g, Mutex, Mutex, Mutex, RWMutex, Semaphore)
		v, s := g.declare(sc, kind, map[Kind]string{Mutex: "mu", RWMutex: "rw", Semaphore: "sem"}[kind])
		if kind == Semaphore {
			v.Cap = pick(g, 1, 1, 1, 2)
		} else if v.Place == Local && g.chance(15) {
			v.Place = Global
			g.p.Globals = append(g.p.Globals, v)
			s = nil
		}
		if s != nil {
			out = append(out, s)
		}
		sc.locks = append(sc.locks, v)
	}
	return out
}

// block makes about n statements.
func (g *generator) block(sc *scope, n int) []*Stmt {
	var out []*Stmt
	for range n {
		out = append(out, g.item(sc)...)
	}
	return out
}

func (g *generator) item(sc *scope) []*Stmt {
	nested := sc.depth < 3
	switch roll := g.IntN(100); {
	case roll < 30:
		return g.use(sc)
	case roll < 54 && g.threads < 3 && nested:
		return g.start(sc)
	case roll < 68 && len(sc.pending) > 0:
		return g.join(sc)
	case roll < 74 && nested:
		s := &Stmt{Op: If, Cond: pick(g, Maybe, Maybe, Flag, NotFlag), Body: g.block(sc.inner(), 1+g.IntN(2))}
		if g.chance(40) {
			s.Else = g.block(sc.inner(), 1)
		}
		if g.chance(30) {
			s.Body = append(s.Body, &Stmt{Op: pick(g, Return, Return, Break)})
		}
		return []*Stmt{s}
	case roll < 80 && nested:
		return g.loop(sc)
	case roll < 86 && nested:
		return []*Stmt{{
			Op: Call, Form: pick(g, Plain, Named, Named, AsMethod, InPackage, Inline),
			Body: g.block(sc.inner(), 1+g.IntN(2)), Leave: g.chance(30), Defer: g.chance(15),
		}}
	case roll < 88 && sc.client && len(sc.streams) > 0 && sc.thread == 0:
		return []*Stmt{{Op: Reopen, Var: pick(g, sc.streams...)}}
	case roll < 89 && sc.client && nested:
		return g.open(sc)
	case roll < 91 && nested:
		v, s := g.declare(sc, Once, "once")
		once := func() *Stmt { return &Stmt{Op: DoOnce, Var: v, Body: g.use(sc)} }
		return []*Stmt{s, {Op: Spawn, Form: g.spawnForm(), Body: []*Stmt{once()}}, once()}
	}
	return g.use(sc)
}

func (g *generator) loop(sc *scope) []*Stmt {
	inner := sc.inner()
	inner.loop = true
	s := &Stmt{Op: Loop, Cond: pick(g, Maybe, Names, Names, Twice, Forever)}
	if sc.client && g.chance(30) {
		s.Body = g.open(inner)
	}
	s.Body = append(s.Body, g.block(inner, 1+g.IntN(3))...)
	s.Body = append(s.Body, g.finish(inner)...)
	if s.Cond == Forever {
		// The stream's failure ends the loop.
		last := g.use(inner)
		for u := range All(last) {
			u.Leave = u.Op == Use
		}
		s.Body = append(s.Body, last...)
	}
	return []*Stmt{s}
}

// use calls a method of a stream, perhaps under a lock.
func (g *generator) use(sc *scope) []*Stmt {
	if g.budget == 0 || len(sc.streams) == 0 {
		return nil
	}
	g.budget--
	stream := sc.streams[0]
	if len(sc.streams) > 1 && g.chance(35) {
		stream = pick(g, sc.streams...)
	}
	s := &Stmt{
		Op: Use, Var: stream, Method: pick(g, sc.methods...),
		Leave: g.chance(25), Defer: g.chance(8),
		Form: pick(g, Plain, Plain, Plain, Plain, Plain, Plain, Plain, Plain, Plain, Plain,
			ByFunction, ByPackage, ByValue, ByGeneric, ByInterface, ByClosure, ByCallback),
	}
	lock := g.guard[stream]
	if lock == nil || g.chance(10) {
		lock = nil
		if len(sc.locks) > 0 && g.chance(20) {
			lock = pick(g, sc.locks...)
		}
	}
	if lock == nil {
		return []*Stmt{s}
	}
	s.Defer = false
	return []*Stmt{g.hold(lock, []*Stmt{s})}
}

func (g *generator) hold(lock *Var, body []*Stmt) *Stmt {
	s := &Stmt{
		Op: Lock, Var: lock, Body: body,
		Form: pick(g, Plain, Plain, Plain, Rest, InClosure, InClosure, ByHelpers, With, AsLocker, InFunction),
	}
	if lock.Kind == RWMutex && g.chance(30) {
		s.Mode = Shared
	}
	if lock.Kind != Semaphore && g.chance(8) {
		s.Mode = Try
	}
	return s
}
