package truth

import (
	"errors"
	"fmt"
	"slices"

	"github.com/streamvet/streamvet/difftest/program"
)

// What a program must not come to.
var (
	errPanics = errors.New("the program panics")
	errStuck  = errors.New("the program can hang")
	errLarge  = errors.New("the program has too many states")
	errHeap   = errors.New("the program has too many objects")
)

func (m *machine) initial() state {
	var s state
	t := thread{pc: int16(m.start), root: true, env: make([]uint8, m.slots)}
	for _, v := range m.global {
		t.env[m.number(v)] = s.alloc(newObject(v))
	}
	s.threads = []thread{t}
	return s
}

func newObject(v *program.Var) object {
	o := object{cap: int8(v.Cap)}
	switch {
	case v.Kind.IsStream():
		o.kind = cell
	case v.Kind == program.Streams:
		o.kind = set
	case v.Kind == program.Semaphore:
		o.kind = counted
	}
	return o
}

// settle lets thread i run until it is about to do what others notice, and adds
// the states that this ends in to out.
func (m *machine) settle(s state, i int, out []state) ([]state, error) {
	for {
		if len(s.heap) > 250 {
			return nil, errHeap
		}
		t := &s.threads[i]
		if t.done {
			return append(out, s), nil
		}
		in := &m.code[t.pc]
		if m.visible(in) {
			return append(out, s), nil
		}
		var err error
		switch in.op {
		case opChoose:
			for _, alt := range in.alts {
				c := s.clone()
				c.threads[i].pc = int16(alt)
				if out, err = m.settle(c, i, out); err != nil {
					return nil, err
				}
			}
			return out, nil
		case opNext:
			return m.next(s, i, in, out)
		case opSpawn:
			return m.spawned(s, i, in, out)
		}
		if err := m.run(&s, i, in); err != nil {
			return nil, err
		}
	}
}

// spawned is opSpawn. Both threads go on.
func (m *machine) spawned(s state, i int, in *instr, out []state) ([]state, error) {
	t := &s.threads[i]
	child := thread{pc: int16(in.alt), env: make([]uint8, m.slots), root: in.root}
	for _, v := range in.captured {
		child.env[v] = t.env[v]
	}
	t.pc = int16(in.next)
	for _, v := range in.copies {
		if o := s.object(&child, v); o != nil {
			child.env[v] = s.alloc(object{kind: cell, n: o.n})
		}
	}
	s.threads = append(s.threads, child)
	started, err := m.settle(s, len(s.threads)-1, nil)
	if err != nil {
		return nil, err
	}
	for _, c := range started {
		if out, err = m.settle(c, i, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// next is opNext: any of the streams that are left may be the next.
func (m *machine) next(s state, i int, in *instr, out []state) ([]state, error) {
	rest := s.object(&s.threads[i], in.v).list
	if len(rest) == 0 {
		s.threads[i].pc = int16(in.alt)
		return m.settle(s, i, out)
	}
	for j, stream := range []byte(rest) {
		c := s.clone()
		t := &c.threads[i]
		c.object(t, in.v).list = rest[:j] + rest[j+1:]
		t.bind(in.w, c.alloc(object{kind: cell, n: int16(stream)}))
		t.pc = int16(in.next)
		var err error
		if out, err = m.settle(c, i, out); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// run executes an instruction that can't block and has one outcome.
func (m *machine) run(s *state, i int, in *instr) error {
	t := &s.threads[i]
	at := int(t.pc)
	t.pc = int16(in.next)
	switch in.op {
	case opEnd:
		*t = thread{done: true, root: t.root}
	case opDeclare:
		t.bind(in.v, s.alloc(newObject(in.stmt.Var)))
	case opOpen:
		stream := int16(s.alloc(object{n: int16(in.stmt.ID)}))
		if in.fresh {
			t.bind(in.v, s.alloc(object{kind: cell, n: stream}))
		} else if o := s.object(t, in.v); o != nil {
			o.n = stream
		}
	case opAccept:
		stream := int16(s.alloc(object{n: int16(in.w)}))
		t.bind(in.v, s.alloc(object{kind: cell, n: stream}))
	case opMark:
		t.push(mark)
	case opDefer:
		t.push(in.alt)
	case opUnwind:
		if d := t.pop(); d != mark {
			t.push(-at - 1)
			t.pc = int16(d)
		}
	case opEndDefer:
		t.pc = int16(-t.pop() - 1)
	case opUnlock:
		if o := s.object(t, in.v); in.shared || o.kind == counted {
			o.n--
		} else {
			o.n, o.closed = 0, false
		}
	case opDone:
		o := s.object(t, in.v)
		if o.n--; o.n < 0 {
			return fmt.Errorf("%w: negative WaitGroup counter", errPanics)
		}
	case opFail:
		s.object(t, in.v).closed = true
	case opClose:
		o := s.object(t, in.v)
		if o.closed {
			return fmt.Errorf("%w: close of closed channel", errPanics)
		}
		o.closed = true
	case opAdd:
		s.object(t, in.v).n++
	case opUse:
		if s.stream(t, in.v) == 0 {
			return fmt.Errorf("%w: nil stream", errPanics)
		}
	case opCopy:
		if from := s.object(t, in.w); from.kind == set {
			t.bind(in.v, s.alloc(*from))
			break
		}
		n := int16(s.stream(t, in.w))
		if in.fresh {
			t.bind(in.v, s.alloc(object{kind: cell, n: n}))
		} else {
			s.object(t, in.v).n = n
		}
	case opIsSet:
		if s.stream(t, in.v) == 0 {
			t.pc = int16(in.alt)
		}
	case opOnceDone:
		s.object(t, in.v).n = 2
	case opPut, opDrop:
		o, n := s.object(t, in.v), uint8(s.stream(t, in.w))
		list := slices.DeleteFunc([]byte(o.list), func(e uint8) bool { return e == n })
		if in.op == opPut {
			list = append(list, n)
			slices.Sort(list)
		}
		o.list = string(list)
	case opEach:
		t.bind(in.w, s.alloc(object{kind: set, list: s.object(t, in.v).list}))
	}
	return nil
}

// turn returns the states after thread i has done its next visible instruction,
// none if it has to wait.
func (m *machine) turn(s *state, i int) ([]state, error) {
	t := &s.threads[i]
	if t.done {
		return nil, nil
	}
	in := &m.code[t.pc]
	if in.op == opSpawn {
		return m.spawned(s.clone(), i, in, nil)
	}
	move := func(change func(*state, *thread)) ([]state, error) {
		c := s.clone()
		c.threads[i].pc = int16(in.next)
		if change != nil {
			change(&c, &c.threads[i])
		}
		return m.settle(c, i, nil)
	}
	elsewhere := func() ([]state, error) {
		return move(func(_ *state, t *thread) { t.pc = int16(in.alt) })
	}
	o := func(s *state, t *thread) *object { return s.object(t, in.v) }
	if o(s, t) == nil && !in.fresh {
		return nil, fmt.Errorf("%w: %v before its declaration", errPanics, in.stmt)
	}
	switch in.op {
	case opAnnounce:
		if o(s, t).closed {
			return nil, nil
		}
		return move(func(s *state, t *thread) { o(s, t).closed = true })
	case opLock, opTry:
		free := lockable(o(s, t), in)
		switch {
		case free:
			return move(func(s *state, t *thread) { take(o(s, t), in.shared) })
		case in.op == opTry:
			return elsewhere()
		}
		return nil, nil
	case opWait:
		switch {
		case o(s, t).n != 0:
			return nil, nil
		case in.otherwise == orAlt && o(s, t).closed:
			return elsewhere()
		}
		return move(nil)
	case opOnce:
		switch o(s, t).n {
		case 0:
			return move(func(s *state, t *thread) { o(s, t).n = 1 })
		case 2:
			return elsewhere()
		}
		return nil, nil
	case opSend:
		ch := o(s, t)
		if ch.closed {
			return nil, fmt.Errorf("%w: send on closed channel", errPanics)
		}
		if ch.n >= int16(ch.cap) {
			return nil, nil // a receiver takes the value: see receive
		}
		return move(func(s *state, t *thread) { o(s, t).n++ })
	case opReceive:
		return m.receive(s, i, in)
	}
	c := s.clone()
	if err := m.run(&c, i, in); err != nil {
		return nil, err
	}
	return m.settle(c, i, nil)
}

// lockable reports whether a lock can be taken. A semaphore counts its holders.
func lockable(o *object, in *instr) bool {
	switch {
	case o.kind == counted:
		return o.n < int16(max(o.cap, 1))
	case in.shared:
		return o.n >= 0 && !o.closed
	}
	// A writer that waits has announced itself; a TryLock must not find another.
	return o.n == 0 && (in.op == opLock || !o.closed)
}

func take(o *object, shared bool) {
	if shared || o.kind == counted {
		o.n++
	} else {
		o.n, o.closed = -1, true
	}
}

// receive is opReceive of thread i. A sender that waits goes on with it.
func (m *machine) receive(s *state, i int, in *instr) ([]state, error) {
	t := &s.threads[i]
	ch := s.object(t, in.v)
	var out []state
	var err error
	on := func(change func(*state)) {
		if err != nil {
			return
		}
		c := s.clone()
		c.threads[i].pc = int16(in.next)
		if change != nil {
			change(&c)
		}
		out, err = m.settle(c, i, out)
	}
	more := int16(in.next)
	if in.ranging {
		more = t.pc
	}
	ready := true
	switch {
	case ch.n > 0:
		on(func(c *state) {
			c.threads[i].pc = more
			c.object(&c.threads[i], in.v).n--
		})
	case ch.closed:
		on(nil)
	default:
		ready = false
		for j := range s.threads {
			from := &s.threads[j]
			if from.done || m.code[from.pc].op != opSend || s.object(from, m.code[from.pc].v) != ch {
				continue
			}
			ready = true
			c := s.clone()
			c.threads[i].pc = more
			c.threads[j].pc = int16(m.code[from.pc].next)
			sent, e := m.settle(c, j, nil)
			if e != nil {
				return nil, e
			}
			for _, c := range sent {
				if out, err = m.settle(c, i, out); err != nil {
					return nil, err
				}
			}
		}
	}
	if in.otherwise == orEither || in.otherwise == orAlt && !ready {
		on(func(c *state) { c.threads[i].pc = int16(in.alt) })
	}
	return out, err
}
