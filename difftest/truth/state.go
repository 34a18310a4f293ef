package truth

import (
	"cmp"
	"slices"
)

// A state is everything that the machine's future depends on. States share
// their slices: a change is made on a copy.
type state struct {
	threads []thread
	heap    []object
}

// A thread is at an instruction.
type thread struct {
	env []uint8 // for each variable, the number of its object, plus one
	// The functions that the thread is in: mark for each, and above it the
	// addresses that opDefer has remembered. While one of these runs, the
	// address to go back to is above it, negative.
	defers []int16
	pc     int16
	done   bool
	root   bool
}

const mark = 0

// An object is what a variable stands for.
type object struct {
	list string // of a set: the numbers of its streams
	// Of a variable for streams, the stream, plus one; of a stream, the statement
	// that opened it; of a lock, -1 or the number of readers; otherwise a count.
	n      int16
	cap    int8
	closed bool // of a channel; of a lock, a writer waits for it or holds it; of a group, it has failed
	kind   objectKind
}

// An objectKind tells objects apart that n means different things in.
type objectKind uint8

const (
	counting objectKind = iota // n is a number
	counted                    // a semaphore, which counts its holders
	cell                       // n is the number of a stream, plus one
	set                        // list has the numbers of streams
)

func (s *state) clone() state {
	return state{threads: slices.Clone(s.threads), heap: slices.Clone(s.heap)}
}

// alloc adds an object and returns its number plus one.
func (s *state) alloc(o object) uint8 {
	s.heap = append(s.heap, o)
	return uint8(len(s.heap))
}

// object returns what the thread's variable v stands for, or nil.
func (s *state) object(t *thread, v int) *object {
	if n := t.env[v]; n != 0 {
		return &s.heap[n-1]
	}
	return nil
}

// stream returns the number of the stream that the thread's variable v holds,
// plus one.
func (s *state) stream(t *thread, v int) int {
	if o := s.object(t, v); o != nil {
		return int(o.n)
	}
	return 0
}

func (t *thread) bind(v int, n uint8) {
	t.env = slices.Clone(t.env)
	t.env[v] = n
}

func (t *thread) push(n int) { t.defers = append(slices.Clone(t.defers), int16(n)) }

func (t *thread) pop() int {
	last := t.defers[len(t.defers)-1]
	t.defers = t.defers[:len(t.defers)-1]
	return int(last)
}

// A namer writes states in such a way that those that only differ in the names
// of things, or in what nobody can reach any more, are written alike.
type namer struct {
	buf     []byte
	order   []int
	names   []uint8 // of objects, in the order in which they are come upon
	reached []uint8
}

func (w *namer) write(s *state) []byte {
	w.buf, w.order, w.reached = w.buf[:0], w.order[:0], w.reached[:0]
	w.names = append(w.names[:0], make([]uint8, len(s.heap)+1)...)
	for i := range s.threads {
		if !s.threads[i].done {
			w.order = append(w.order, i)
		}
	}
	slices.SortStableFunc(w.order, func(i, j int) int {
		a, b := &s.threads[i], &s.threads[j]
		return cmp.Or(cmp.Compare(a.pc, b.pc), slices.Compare(a.defers, b.defers))
	})
	for _, i := range w.order {
		t := &s.threads[i]
		w.buf = append(w.buf, byte(t.pc), byte(t.pc>>8), byte(len(t.defers)))
		for _, d := range t.defers {
			w.buf = append(w.buf, byte(d), byte(d>>8))
		}
		for _, n := range t.env {
			w.buf = append(w.buf, w.name(n))
		}
	}
	for i := 0; i < len(w.reached); i++ {
		o := &s.heap[w.reached[i]-1]
		if o.kind == cell {
			w.buf = append(w.buf, w.name(uint8(o.n)))
			continue
		}
		w.buf = append(w.buf, byte(o.n), byte(o.n>>8), byte(len(o.list)))
		if o.closed {
			w.buf = append(w.buf, 1)
		}
		for _, n := range []byte(o.list) {
			w.buf = append(w.buf, w.name(n))
		}
	}
	return w.buf
}

func (w *namer) name(n uint8) uint8 {
	if n != 0 && w.names[n] == 0 {
		w.reached = append(w.reached, n)
		w.names[n] = uint8(len(w.reached))
	}
	return w.names[n]
}
