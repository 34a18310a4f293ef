// Package limits has functions that go on for ever, or need more memory than there is.
package limits

import (
	"context"
	"os"
	"strings"
	"sync"
	"time"
)

func Nothing() {}

func Loop() {
	for {
	}
}

// Nobody knows what os.File does, so what it is given is looked at.
func LongSlice(f *os.File) {
	text := make([]byte, 1<<40)
	f.Write(text)
	f.Write(append(text, text...))
}

func LargeArray(f *os.File) {
	var a [1 << 40]byte
	b := a
	b[1<<39]++
	if a == b {
		f.Write(a[:])
	}
}

func Recursion() { Recursion() }

func even(n int) bool { return n == 0 || odd(n-1) }
func odd(n int) bool  { return n != 0 && even(n-1) }

func MutualRecursion(n int) { even(n) }

func DeferredRecursion() {
	defer DeferredRecursion()
}

func PanicInDefer() {
	defer PanicInDefer()
	panic("")
}

func RecoverForEver() {
	for {
		func() {
			defer func() { recover() }()
			panic("")
		}()
	}
}

func Goroutines() {
	for {
		go func() {}()
	}
}

func GoroutinesOfGoroutines() {
	for range 2 {
		go GoroutinesOfGoroutines()
	}
}

func Closures() {
	f := func() {}
	for {
		g := f
		f = func() { g() }
		f()
	}
}

func Append(s []int) {
	for {
		s = append(s, s...)
		s = append(s, 1)
	}
}

func Concatenate(s string) {
	for {
		s += s + "x"
		_ = strings.ToUpper(s)
	}
}

func BigSlices() {
	s := make([]byte, 1<<40)
	t := make([]byte, 1<<40)
	copy(s, t)
	s = append(s, t...)
	s[1<<39]++
	clear(s)
	for i := range s {
		t = append(t, s[i:]...)
	}
}

type big [1 << 30]int

func BigArrays() {
	var a big
	for i := range a {
		b := a
		b[i] = i
		a = b
		if a != b {
			return
		}
	}
}

func BigChannel() {
	c := make(chan int, 1<<40)
	for i := 0; ; i++ {
		select {
		case c <- i:
		default:
			<-c
		}
	}
}

func Maps(m map[int]int) {
	for i := range m {
		m[i+1] = i
	}
	for i := 0; ; i++ {
		m[i]++
		for k, v := range m {
			m[k+v]++
			break
		}
	}
}

func Unknowns(a, b int) {
	for {
		a, b = a*b+a-b, b*a-b+a
		if a == b || a < b && b < a {
			a++
		}
	}
}

type tree struct {
	left, right *tree
	kids        []*tree
	parent      *tree
}

func (t *tree) size() int {
	if t == nil {
		return 0
	}
	n := 1 + t.left.size() + t.right.size()
	for _, k := range t.kids {
		n += k.size()
	}
	return n
}

func Trees(t *tree) {
	for t.size() < 1<<40 {
		t = &tree{t, t, []*tree{t, t}, t}
		t.parent = t
	}
}

func Ring() {
	a := &tree{}
	a.left = a
	for n := a; n != nil; n = n.left {
	}
}

type visitor interface{ visit(visitor) }

type node struct{ visitor }

func Embedded() {
	n := &node{}
	n.visitor = n
	n.visit(n)
}

func Once() {
	var once sync.Once
	once.Do(func() { once.Do(func() {}) })
}

func Models() {
	var once sync.Once
	var f func()
	f = func() {
		var other sync.Once
		other.Do(f)
	}
	once.Do(f)
}

func Timers() {
	var f func()
	f = func() {
		time.AfterFunc(1, f)
		time.AfterFunc(1, f)
	}
	f()
}

func Contexts(ctx context.Context) {
	for {
		c, cancel := context.WithCancel(ctx)
		context.AfterFunc(c, cancel)
		ctx = context.WithValue(c, c, ctx)
		_ = ctx.Value(ctx)
	}
}

func Locks() {
	var mu sync.Mutex
	for range 3 {
		go func() {
			mu.Lock()
			mu.Lock()
		}()
	}
}

func Spin() {
	var mu sync.Mutex
	for !mu.TryLock() || true {
	}
}

func PingPong() {
	a, b := make(chan bool), make(chan bool)
	go func() {
		for v := range a {
			b <- v
		}
	}()
	for {
		a <- true
		<-b
	}
}

func nothing(yield func() bool) {
	for yield() {
	}
}

func Iterate() {
	for range nothing {
		for range nothing {
			for range nothing {
				break
			}
		}
	}
}

type list[T any] struct {
	v    T
	next *list[T]
}

func (l *list[T]) push(v T) *list[T] { return &list[T]{v, l} }

func Generics() {
	var l *list[*list[int]]
	for {
		l = l.push((*list[int])(nil).push(1))
	}
}
