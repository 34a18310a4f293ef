package truth

import (
	"slices"

	"github.com/streamvet/streamvet/difftest/program"
)

// An input is what the program gets from its caller.
type input struct {
	flag  bool
	names int
}

// calls is the number of calls that a session or server gets from outside.
const calls = 3

// A machine is a compiled program.
type machine struct {
	code    []instr
	numbers map[*program.Var]int
	slots   int
	start   int
	polls   bool // the program notices when something isn't free
	input   input
	// Variables that get another stream after their declaration: to read one of
	// them is something that other threads can come before or after.
	assigned map[*program.Var]bool
	global   []*program.Var // these exist from the beginning
}

// An exit is where the statements of a function can go.
type exits struct {
	ret   int // Return
	leave int // a failure
	brk   int // Break
}

func compile(p *program.Program, in input) *machine {
	m := &machine{numbers: make(map[*program.Var]int), input: in, assigned: make(map[*program.Var]bool)}
	m.global = append(slices.Clone(p.Fields), p.Globals...)
	for _, v := range m.global {
		m.number(v)
	}
	for s := range p.All() {
		if v := s.Assigns(); v != nil {
			m.assigned[v] = true
		}
		if s.Mode == program.Try || s.Form == program.OrDefault {
			m.polls = true
		}
	}
	end := m.emit(instr{op: opEnd})
	switch p.Shape {
	case program.Function:
		m.start = m.function(p.Body, end, end)
	case program.Session:
		m.start = m.function(p.Body, m.calls(p, calls, 0, end), end)
	case program.Server:
		var handlers []int
		for i, e := range p.Entries {
			body := m.function(e.Body, end, end)
			if e.Stream != nil {
				body = m.emit(instr{op: opAccept, v: m.number(e.Stream), w: -(i + 1), next: body})
			}
			handlers = append(handlers, body)
		}
		k := end
		for range calls {
			var alts, fields []int
			for _, v := range m.global {
				fields = append(fields, m.number(v))
			}
			for _, h := range handlers {
				alts = append(alts, m.emit(instr{op: opSpawn, alt: h, captured: fields, next: k, root: true}))
			}
			k = m.emit(instr{op: opChoose, alts: alts})
		}
		m.start = k
	}
	return m
}

// calls compiles up to n calls of the session's methods. The set started has the
// numbers of those that start a goroutine and have been called.
func (m *machine) calls(p *program.Program, n int, started uint, end int) int {
	alts := []int{end}
	for i, e := range p.Entries {
		after, one := started, uint(1)<<i
		if n == 0 || started&one != 0 {
			continue
		}
		if e.Starts() {
			after |= one
		}
		k := m.calls(p, n-1, after, end)
		alts = append(alts, m.function(e.Body, k, k))
	}
	return m.emit(instr{op: opChoose, alts: alts})
}

func (m *machine) emit(in instr) int {
	m.code = append(m.code, in)
	return len(m.code) - 1
}

func (m *machine) number(v *program.Var) int {
	n, ok := m.numbers[v]
	if !ok {
		n = m.slots
		m.slots++
		m.numbers[v] = n
	}
	return n
}

// function compiles the body of a function that goes on at k when it returns,
// and at failed when it fails.
func (m *machine) function(body []*program.Stmt, k, failed int) int {
	if !defers(body) {
		return m.list(body, k, exits{ret: k, leave: failed})
	}
	done := m.emit(instr{op: opUnwind, next: k})
	fail := done
	if failed != k {
		fail = m.emit(instr{op: opUnwind, next: failed})
	}
	entry := m.list(body, done, exits{ret: done, leave: fail})
	return m.emit(instr{op: opMark, next: entry})
}

// defers reports whether a function with this body defers anything.
func defers(list []*program.Stmt) bool {
	for _, s := range list {
		if s.Defer || s.Op == program.Lock && s.Form == program.Rest {
			return true
		}
		if !s.Scope() && (defers(s.Body) || defers(s.Else)) {
			return true
		}
	}
	return false
}

// list compiles statements that go on at k; it returns the address of the
// first. Code is made from its end to its beginning, since each instruction
// says which is next.
func (m *machine) list(list []*program.Stmt, k int, x exits) int {
	for _, s := range slices.Backward(list) {
		if !s.Defer {
			k = m.stmt(s, k, x)
			continue
		}
		end := m.emit(instr{op: opEndDefer})
		k = m.emit(instr{op: opDefer, alt: m.stmt(s, end, exits{ret: end, leave: end}), next: k})
	}
	return k
}

func (m *machine) stmt(s *program.Stmt, k int, x exits) int {
	var v int
	if s.Var != nil {
		v = m.number(s.Var)
	}
	afterwards := k
	if s.Leave {
		afterwards = m.emit(instr{op: opChoose, alts: []int{k, x.leave}})
	}
	switch s.Op {
	case program.Declare:
		return m.emit(instr{op: opDeclare, stmt: s, v: v, next: k})
	case program.Open, program.Reopen:
		fresh := s.Op == program.Open && s.Var.Place != program.Field
		open := m.emit(instr{op: opOpen, stmt: s, v: v, fresh: fresh, next: k})
		return m.emit(instr{op: opChoose, alts: []int{open, x.leave}})
	case program.Copy:
		return m.emit(instr{op: opCopy, stmt: s, v: v, w: m.number(s.From), fresh: s.Var.Place == program.Local, next: k})
	case program.Use:
		if !m.assigned[s.Var] {
			return m.emit(instr{op: opUse, stmt: s, v: v, next: afterwards})
		}
		value := m.slots // of no variable: what is read before the call
		m.slots++
		use := m.emit(instr{op: opUse, stmt: s, v: value, next: afterwards})
		return m.emit(instr{op: opCopy, stmt: s, v: value, w: v, fresh: true, next: use})
	case program.Lock:
		return m.lock(s, k, x)
	case program.Add:
		for range map[program.Cond]int{program.Names: m.input.names, program.Twice: turns, program.Maybe: 1}[s.Cond] {
			k = m.emit(instr{op: opAdd, stmt: s, v: v, next: k})
		}
		return k
	case program.Spawn:
		return m.spawn(s, k)
	case program.Signal:
		op := opSend
		switch {
		case s.Var.Kind == program.WaitGroup:
			op = opDone
		case s.Var.Kind == program.Event || s.Form == program.Closing:
			op = opClose
		}
		return m.emit(instr{op: op, stmt: s, v: v, next: k})
	case program.Wait:
		return m.wait(s, k, x)
	case program.If:
		return m.branch(s, k, x)
	case program.Loop:
		return m.loop(s, k, x)
	case program.Break:
		return x.brk
	case program.Return:
		return x.ret
	case program.Call:
		failed := k
		if s.Leave {
			failed = x.leave
		}
		return m.function(s.Body, k, failed)
	case program.DoOnce:
		done := m.emit(instr{op: opOnceDone, stmt: s, v: v, next: k})
		return m.emit(instr{op: opOnce, stmt: s, v: v, next: m.function(s.Body, done, done), alt: k})
	case program.Put, program.Drop:
		op := opPut
		if s.Op == program.Drop {
			op = opDrop
		}
		return m.emit(instr{op: op, stmt: s, v: v, w: m.number(s.From), next: k})
	case program.Each, program.Find:
		return m.each(s, k, x)
	}
	return k
}

func (m *machine) lock(s *program.Stmt, k int, x exits) int {
	v := m.number(s.Var)
	shared := s.Mode == program.Shared
	unlock := func(next int) int {
		return m.emit(instr{op: opUnlock, stmt: s, v: v, shared: shared, next: next})
	}
	in := instr{op: opLock, stmt: s, v: v, shared: shared}
	switch {
	case s.Form == program.Rest:
		code := unlock(m.emit(instr{op: opEndDefer}))
		in.next = m.emit(instr{op: opDefer, alt: code, next: m.list(s.Body, k, x)})
	case s.Scope():
		released := unlock(k)
		in.next = m.function(s.Body, released, released)
	default:
		in.next = m.list(s.Body, unlock(k), exits{ret: unlock(x.ret), leave: unlock(x.leave), brk: unlock(x.brk)})
	}
	if s.Mode == program.Try {
		in.op, in.alt = opTry, m.list(s.Else, k, x)
	}
	at := m.emit(in)
	if in.op == opLock && s.Var.Kind == program.RWMutex && !shared {
		// A writer that waits holds up readers, even those that read already.
		at = m.emit(instr{op: opAnnounce, stmt: s, v: v, next: at})
	}
	return at
}

func (m *machine) spawn(s *program.Stmt, k int) int {
	end := m.emit(instr{op: opEnd})
	if s.Auto {
		end = m.emit(instr{op: opDone, stmt: s, v: m.number(s.Var), next: end})
	}
	failed := end
	if s.Var != nil && s.Var.Kind == program.ErrGroup {
		failed = m.emit(instr{op: opFail, stmt: s, v: m.number(s.Var), next: end})
	}
	entry := m.function(s.Body, end, failed)
	add := s.Var != nil
	if add && s.Late {
		entry = m.emit(instr{op: opAdd, stmt: s, v: m.number(s.Var), next: entry})
	}
	in := instr{op: opSpawn, stmt: s, alt: entry, next: k}
	for _, v := range program.Free(s.Body) {
		in.captured = append(in.captured, m.number(v))
		if s.Passes() && v.Place == program.Local && v.Kind.IsStream() {
			in.copies = append(in.copies, m.number(v))
			in.reads = in.reads || m.assigned[v]
		}
	}
	if s.Var != nil {
		in.captured = append(in.captured, m.number(s.Var))
	}
	at := m.emit(in)
	if add && !s.Late {
		at = m.emit(instr{op: opAdd, stmt: s, v: m.number(s.Var), next: at})
	}
	return at
}

func (m *machine) wait(s *program.Stmt, k int, x exits) int {
	in := instr{op: opReceive, stmt: s, v: m.number(s.Var), next: k}
	switch s.Form {
	case program.OrLeave:
		in.otherwise, in.alt = orEither, x.leave
	case program.OrGoOn:
		in.otherwise, in.alt = orEither, k
	case program.OrDefault:
		in.otherwise, in.alt = orAlt, k
	case program.Range:
		in.ranging = true
	}
	if s.Var.Kind == program.WaitGroup || s.Var.Kind == program.ErrGroup {
		in.op = opWait
	}
	if s.Leave && s.Var.Kind == program.ErrGroup {
		in.otherwise, in.alt = orAlt, x.leave
	}
	return m.emit(in)
}

func (m *machine) branch(s *program.Stmt, k int, x exits) int {
	switch s.Cond {
	case program.Flag, program.NotFlag:
		if m.input.flag == (s.Cond == program.Flag) {
			return m.list(s.Body, k, x)
		}
		return m.list(s.Else, k, x)
	}
	yes, no := m.list(s.Body, k, x), m.list(s.Else, k, x)
	if s.Cond == program.IsSet {
		return m.emit(instr{op: opIsSet, stmt: s, v: m.number(s.Var), next: yes, alt: no})
	}
	return m.emit(instr{op: opChoose, alts: []int{yes, no}})
}

// turns is how often a loop turns at most.
const turns = 2

func (m *machine) loop(s *program.Stmt, k int, x exits) int {
	x.brk = k
	count, optional := turns, false
	exit := k
	switch s.Cond {
	case program.Names:
		count = m.input.names
	case program.Maybe:
		optional = true
	case program.Forever:
		// Past the bound, the thread goes nowhere.
		exit = m.emit(instr{op: opEnd})
	}
	at := exit
	for range count {
		at = m.list(s.Body, at, x)
		if optional {
			at = m.emit(instr{op: opChoose, alts: []int{at, k}})
		}
	}
	return at
}

func (m *machine) each(s *program.Stmt, k int, x exits) int {
	rest := m.slots // of no variable: holds the streams that are still to come
	m.slots++
	element := m.number(s.From)
	next := m.emit(instr{op: opNext, stmt: s, v: rest, w: element, alt: k})
	if s.Op == program.Each {
		x.brk = k
		m.code[next].next = m.list(s.Body, next, x)
	} else {
		m.code[next].next = m.list(s.Body, k, x)
	}
	return m.emit(instr{op: opEach, stmt: s, v: m.number(s.Var), w: rest, next: next})
}
