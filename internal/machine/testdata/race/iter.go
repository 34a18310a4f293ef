package race

import (
	"iter"
	"sync"
)

func upTo(n int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func NoRaceRangeOverFunc() {
	var x int
	c := make(chan bool)
	for i := range upTo(3) {
		go func() {
			use(&x)
			c <- true
		}()
		<-c
		if i == 1 {
			break
		}
	}
	use(&x)
}

func RaceRangeOverFunc() {
	var x int
	for range upTo(2) {
		go use(&x)
	}
}

// both calls yield on two goroutines.
func both(yield func(int) bool) {
	var wg sync.WaitGroup
	wg.Go(func() { yield(0) })
	yield(1)
	wg.Wait()
}

func RaceParallelIterator() {
	var x int
	for range both {
		use(&x)
	}
}

func guardedBoth(yield func(int) bool) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	wg.Go(func() {
		mu.Lock()
		defer mu.Unlock()
		yield(0)
	})
	mu.Lock()
	yield(1)
	mu.Unlock()
	wg.Wait()
}

func NoRaceParallelIteratorLocks() {
	var x int
	for range guardedBoth {
		use(&x)
	}
	use(&x)
}

func RaceReturnInRangeOverFunc() {
	var x int
	find := func() *int {
		for i := range upTo(3) {
			if i == 2 {
				return &x
			}
		}
		return nil
	}
	go use(&x)
	use(find())
}

func NoRaceDeferInRangeOverFunc() {
	var x int
	var mu sync.Mutex
	do := func() {
		for range upTo(1) {
			mu.Lock()
			defer mu.Unlock() // when do returns
		}
		use(&x)
	}
	go do()
	do()
}

type list[T any] struct {
	next *list[T]
	v    T
}

func (l *list[T]) all() iter.Seq[T] {
	return func(yield func(T) bool) {
		for ; l != nil; l = l.next {
			if !yield(l.v) {
				return
			}
		}
	}
}

func RaceGenericIterator() {
	l := &list[*int]{&list[*int]{nil, new(int)}, new(int)}
	f := func() {
		for p := range l.all() {
			use(p)
		}
	}
	go f()
	f()
}

type box[T any] struct {
	mu sync.Mutex
	v  T
}

func (b *box[T]) with(f func(T)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	f(b.v)
}

func NoRaceGenericBox() {
	b := &box[*int]{v: new(int)}
	go b.with(func(p *int) { use(p) })
	b.with(func(p *int) { use(p) })
}

func RaceGenericBoxLeaks() {
	b := &box[*int]{v: new(int)}
	get := func() (out *int) {
		b.with(func(p *int) { out = p })
		return out
	}
	go use(get())
	use(get())
}

func mapAll[K comparable, V any](m map[K]V, f func(V)) {
	for _, v := range m {
		go f(v)
	}
}

func RaceGenericFunction() {
	var x int
	mapAll(map[string]*int{"a": &x, "b": &x}, func(p *int) { use(p) })
}

func NoRaceGenericFunction() {
	var x, y int
	mapAll(map[string]*int{"a": &x, "b": &y}, func(p *int) {
		use(p)
		use(p)
	})
	z := new(int)
	c := make(chan bool)
	mapAll(map[int]*int{1: z}, func(p *int) {
		use(p)
		c <- true
	})
	<-c
	use(z)
}

// A sequence that is pulled runs only while next waits for it.
func NoRacePull() {
	var x int
	next, stop := iter.Pull(func(yield func(int) bool) {
		for i := range 3 {
			use(&x)
			if !yield(i) {
				break
			}
		}
		use(&x)
	})
	for range 2 {
		next()
		use(&x)
	}
	stop()
	use(&x)
}

func RacePull() {
	var x int
	next, stop := iter.Pull(func(yield func(int) bool) {
		for yield(0) {
			use(&x)
		}
	})
	defer stop()
	next()
	go use(&x)
	next()
}
