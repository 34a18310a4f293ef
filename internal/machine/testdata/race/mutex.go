package race

import (
	"runtime"
	"sync"
)

func yield() { runtime.Gosched() }

func NoRaceMutex() {
	var mu sync.Mutex
	var x int
	go func() {
		mu.Lock()
		defer mu.Unlock()
		use(&x)
	}()
	mu.Lock()
	use(&x)
	mu.Unlock()
}

func RaceBeforeLock() {
	var mu sync.Mutex
	var x int
	for range 2 {
		go func() {
			use(&x)
			mu.Lock()
			mu.Unlock()
		}()
	}
}

func RaceOtherMutex() {
	var a, b sync.Mutex
	var x int
	go func() {
		a.Lock()
		defer a.Unlock()
		use(&x)
	}()
	b.Lock()
	use(&x)
	b.Unlock()
}

func RaceOneSideLocks() {
	var mu sync.Mutex
	var x int
	go func() {
		mu.Lock()
		use(&x)
		mu.Unlock()
	}()
	use(&x)
}

func NoRaceFlagUnderMutex() {
	var mu sync.Mutex
	var x int
	written := false
	go func() {
		use(&x)
		mu.Lock()
		written = true
		mu.Unlock()
	}()
	mu.Lock()
	for !written {
		mu.Unlock()
		yield()
		mu.Lock()
	}
	mu.Unlock()
	use(&x)
}

func NoRaceMutexAsSemaphore() {
	var mu sync.Mutex
	var x int
	mu.Lock()
	go func() {
		use(&x)
		mu.Unlock()
	}()
	mu.Lock()
	use(&x)
}

func RaceCopyOfMutex() {
	type counter struct {
		mu sync.Mutex
		p  *int
	}
	var x int
	c := counter{p: &x}
	inc := func(c counter) {
		c.mu.Lock()
		use(c.p)
		c.mu.Unlock()
	}
	go inc(c)
	inc(c)
}

type guarded struct {
	sync.Mutex
	x int
}

func NoRaceEmbeddedMutex() {
	var g guarded
	go func() {
		g.Lock()
		defer g.Unlock()
		use(&g.x)
	}()
	g.Lock()
	use(&g.x)
	g.Unlock()
}

func RaceMutexPerObject() {
	a, b := &guarded{}, &guarded{}
	var x int
	inc := func(g *guarded) {
		g.Lock()
		use(&x)
		g.Unlock()
	}
	go inc(a)
	inc(b)
}

func NoRaceLocker() {
	var mu sync.Mutex
	var x int
	do := func(l sync.Locker) {
		l.Lock()
		defer l.Unlock()
		use(&x)
	}
	go do(&mu)
	do(&mu)
}

func NoRaceTryLock() {
	var mu sync.Mutex
	var x int
	for range 2 {
		go func() {
			if mu.TryLock() {
				use(&x)
				mu.Unlock()
			}
		}()
	}
}

// A TryLock that fails orders nothing.
func RaceTryLockFails() {
	var mu sync.Mutex
	var x int
	go func() {
		mu.Lock()
		use(&x)
		mu.Unlock()
	}()
	if !mu.TryLock() {
		use(&x)
	}
}

func RaceUnlockTooEarly() {
	var mu sync.Mutex
	var x int
	for range 2 {
		go func() {
			mu.Lock()
			mu.Unlock()
			use(&x)
		}()
	}
}

func NoRaceUnlockByOther() {
	var mu sync.Mutex
	var x int
	mu.Lock()
	use(&x)
	go func() {
		mu.Unlock()
	}()
	go func() {
		mu.Lock()
		use(&x)
		mu.Unlock()
	}()
}

func NoRaceMethodValueUnlock() {
	var mu sync.Mutex
	var x int
	with := func() func() {
		mu.Lock()
		return mu.Unlock
	}
	go func() {
		defer with()()
		use(&x)
	}()
	defer with()()
	use(&x)
}

func NoRaceStripes() {
	var locks [2]sync.Mutex
	var xs [2]int
	for i := range 4 {
		go func() {
			l := &locks[i%2]
			l.Lock()
			defer l.Unlock()
			use(&xs[i%2])
		}()
	}
}

func RaceStripes() {
	var locks [3]sync.Mutex
	var xs [2]int
	for i := range 4 {
		go func() {
			l := &locks[i%3]
			l.Lock()
			defer l.Unlock()
			use(&xs[i%2])
		}()
	}
}

// What a first call claims under the lock no second one gets.
func NoRaceClaim() {
	var mu sync.Mutex
	var x int
	claimed := false
	for range 2 {
		go func() {
			mu.Lock()
			mine := !claimed
			claimed = true
			mu.Unlock()
			if mine {
				use(&x)
				use(&x)
			}
		}()
	}
	mu.Lock()
	defer mu.Unlock()
	if !claimed {
		use(&x)
	}
}

func NoRaceNilMutex() {
	var x int
	c := make(chan bool)
	go func() {
		use(&x)
		c <- true
	}()
	<-c
	defer func() {
		recover()
		use(&x)
	}()
	var mu *sync.RWMutex
	mu.RLock()
}
