package scripts

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

func Pool() {
	n := 0
	p := sync.Pool{New: func() any { n++; return new(int) }}
	x := p.Get().(*int)
	check(n == 1)
	p.Put(x)
	y := p.Get().(*int)
	check(x == y || n == 2)
	z := p.Get().(*int)
	check(z != x && z != y)
}

func PoolWithoutNew() {
	var p sync.Pool
	p.Put("x")
	v := p.Get()
	check(v == "x" || v == nil)
}

func OnceFunc() {
	n := 0
	f := sync.OnceFunc(func() { n++ })
	check(n == 0)
	f()
	f()
	check(n == 1)
}

func OnceValues() {
	n := 0
	f := sync.OnceValues(func() (int, string) { n++; return n, "x" })
	a, s := f()
	b, t := f()
	check(a == 1 && b == 1 && s == "x" && t == "x")
	g := sync.OnceValue(func() *int { return &n })
	check(g() == &n && g() == g())
}

// The function panics with the same value each time; a Once counts as done.
func OncePanics() {
	n := 0
	f := sync.OnceFunc(func() {
		n++
		panic(n)
	})
	check(caught(f) == 1 && caught(f) == 1 && n == 1)
	var once sync.Once
	do := func() { once.Do(func() { panic("once") }) }
	check(caught(do) == "once" && caught(do) == nil)
}

func caught(f func()) (v any) {
	defer func() { v = recover() }()
	f()
	return nil
}

func Atomics() {
	var n atomic.Int32
	check(n.Load() == 0 && n.Add(2) == 2 && n.Swap(5) == 2)
	check(n.CompareAndSwap(5, 6) && !n.CompareAndSwap(5, 7) && n.Load() == 6)
	check(n.And(2) == 6 && n.Or(1) == 2 && n.Load() == 3)
	var u atomic.Uint32
	check(u.Add(^uint32(0)) == 1<<32-1)
	var b atomic.Bool
	check(!b.Load() && !b.Swap(true) && b.Load())
	var p atomic.Pointer[string]
	check(p.Load() == nil)
	s := "s"
	p.Store(&s)
	check(*p.Load() == "s" && p.CompareAndSwap(&s, nil) && p.Load() == nil)
	var v atomic.Value
	check(v.Load() == nil)
	v.Store(1)
	check(v.Load() == 1 && v.Swap(2) == 1 && v.CompareAndSwap(2, 3) && v.Load().(int) == 3)
	var i int64
	check(atomic.AddInt64(&i, 3) == 3 && i == 3 && atomic.LoadInt64(&i) == 3)
	atomic.StoreInt64(&i, 4)
	check(atomic.SwapInt64(&i, 5) == 4 && i == 5 && atomic.CompareAndSwapInt64(&i, 5, 6))
}

func Maps() {
	var m sync.Map
	_, ok := m.Load("a")
	check(!ok)
	m.Store("a", 1)
	v, loaded := m.LoadOrStore("a", 2)
	check(v == 1 && loaded)
	v, loaded = m.LoadOrStore("b", 2)
	check(v == 2 && !loaded)
	n := 0
	m.Range(func(k, v any) bool {
		n++
		return true
	})
	check(n == 2)
	m.Range(func(k, v any) bool {
		n++
		return false
	})
	check(n == 3)
	v, loaded = m.LoadAndDelete("a")
	check(v == 1 && loaded)
	_, loaded = m.LoadAndDelete("a")
	check(!loaded)
	v, loaded = m.Swap("b", 3)
	check(v == 2 && loaded)
	check(m.CompareAndSwap("b", 3, 4) && !m.CompareAndSwap("b", 3, 5))
	check(!m.CompareAndDelete("b", 3) && m.CompareAndDelete("b", 4))
	m.Store("c", 1)
	m.Clear()
	_, ok = m.Load("c")
	check(!ok)
}

func Mutexes() {
	var mu sync.Mutex
	check(mu.TryLock() && !mu.TryLock())
	mu.Unlock()
	mu.Lock()
	mu.Unlock()
	var rw sync.RWMutex
	check(rw.TryRLock() && rw.TryRLock() && !rw.TryLock())
	rw.RUnlock()
	check(!rw.TryLock())
	rw.RUnlock()
	check(rw.TryLock() && !rw.TryRLock())
	rw.Unlock()
	l := rw.RLocker()
	l.Lock()
	check(!rw.TryLock())
	l.Unlock()
	check(rw.TryLock())
}

func WaitGroups() {
	var wg sync.WaitGroup
	wg.Wait()
	n := 0
	for range 3 {
		wg.Go(func() { n++ })
	}
	wg.Wait()
	check(n == 3)
	wg.Add(2)
	wg.Add(-2)
	wg.Wait()
	check(caught(func() { wg.Done() }) != nil)
}

func Timers() {
	t := time.NewTimer(time.Hour)
	check(t.Stop())
	check(!t.Stop())
	check(!t.Reset(1))
	<-t.C
	u := time.AfterFunc(time.Hour, func() {})
	maybe(u.Stop())
	check(!u.Stop())
}

func TimerStopped() {
	t := time.NewTimer(time.Hour)
	t.Stop()
	check(!ticked(t.C))
	stopped := false
	f := time.AfterFunc(time.Hour, func() { check(!stopped) })
	stopped = f.Stop()
}

func TimerFires() {
	fired := make(chan bool, 1)
	time.AfterFunc(time.Second, func() { fired <- true })
	first := false
	select {
	case first = <-fired:
	case <-time.After(time.Hour):
	}
	maybe(first)
}

func TimerOfReset() {
	n := 0
	c := make(chan bool)
	t := time.AfterFunc(time.Hour, func() {
		n++
		c <- true
	})
	if t.Stop() {
		t.Reset(time.Second)
	}
	<-c
	check(n == 1)
	check(!t.Reset(time.Second))
	<-c
	check(n == 2)
}

func Tickers() {
	t := time.NewTicker(time.Second)
	<-t.C
	<-t.C
	maybe(ticked(t.C))
	t.Stop()
	check(!ticked(t.C))
}

func ticked(c <-chan time.Time) bool {
	select {
	case <-c:
		return true
	default:
		return false
	}
}

// Signal wakes one goroutine, in the order in which they wait, and Broadcast all.
func Conds() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	woken := 0
	waiting := 0
	wait := func() {
		mu.Lock()
		waiting++
		cond.Wait()
		woken++
		mu.Unlock()
	}
	counts := func(n int) {
		for {
			mu.Lock()
			if waiting == n {
				return
			}
			mu.Unlock()
			runtime.Gosched()
		}
	}
	var wg sync.WaitGroup
	wg.Go(wait)
	counts(1)
	check(woken == 0)
	cond.Signal()
	mu.Unlock()
	wg.Wait()
	check(woken == 1)
	wg.Go(wait)
	wg.Go(wait)
	counts(3)
	cond.Broadcast()
	mu.Unlock()
	wg.Wait()
	check(woken == 3)
	cond.Signal() // for nobody
	wg.Go(wait)
	counts(4)
	check(woken == 3)
	cond.Signal()
	mu.Unlock()
	wg.Wait()
	check(woken == 4)
}

type held struct {
	p atomic.Pointer[point]
	n atomic.Int64
	b atomic.Bool
	v atomic.Value
}

type point struct{ x int }

// What is in atomic variables from outside is unknown, and stays what it is.
func OutsideAtomics(h *held) {
	p := h.p.Load()
	check(h.p.Load() == p)
	maybe(p == nil)
	if p != nil {
		x := p.x
		check(p.x == x)
		p.x = 3
		check(h.p.Load().x == 3)
	}
	n := h.n.Load()
	check(h.n.Load() == n)
	maybe(n == 1)
	h.n.Store(4)
	check(h.n.Load() == 4)
	b := h.b.Load()
	check(h.b.Load() == b)
	maybe(b)
	v := h.v.Load()
	check(h.v.Load() == v)
	maybe(v == nil)
}

// A map from outside may have any key, and a new one has none.
func MapsFromOutside(m *sync.Map, key string) {
	_, ok := m.Load(key)
	maybe(ok)
	var own sync.Map
	_, ok = own.Load(key)
	check(!ok)
}
