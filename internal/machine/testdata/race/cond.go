package race

import "sync"

func NoRaceCond() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	ready := false
	var x int
	go func() {
		use(&x)
		mu.Lock()
		ready = true
		cond.Signal()
		mu.Unlock()
	}()
	mu.Lock()
	for !ready {
		cond.Wait()
	}
	mu.Unlock()
	use(&x)
}

func RaceCond() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	ready := false
	var x int
	go func() {
		mu.Lock()
		ready = true
		cond.Signal()
		mu.Unlock()
		mu.Lock()
		use(&x)
		mu.Unlock()
	}()
	mu.Lock()
	for !ready {
		cond.Wait()
	}
	mu.Unlock()
	use(&x)
}

func NoRaceCondBroadcast() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	ready := false
	var x int
	for range 2 {
		go func() {
			mu.Lock()
			defer mu.Unlock()
			for !ready {
				cond.Wait()
			}
			use(&x)
		}()
	}
	use(&x)
	mu.Lock()
	ready = true
	mu.Unlock()
	cond.Broadcast()
}

func RaceCondBroadcast() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	ready := false
	var x int
	for range 2 {
		go func() {
			mu.Lock()
			for !ready {
				cond.Wait()
			}
			mu.Unlock()
			use(&x)
		}()
	}
	mu.Lock()
	ready = true
	mu.Unlock()
	cond.Broadcast()
}

func NoRaceCondField() {
	type queue struct {
		mu    sync.Mutex
		cond  *sync.Cond
		items []*int
	}
	q := new(queue)
	q.cond = sync.NewCond(&q.mu)
	go func() {
		x := new(int)
		use(x)
		q.mu.Lock()
		q.items = append(q.items, x)
		q.mu.Unlock()
		q.cond.Signal()
	}()
	q.mu.Lock()
	for len(q.items) == 0 {
		q.cond.Wait()
	}
	x := q.items[0]
	q.mu.Unlock()
	use(x)
}

func NoRaceCondLocker() {
	var mu sync.RWMutex
	cond := sync.NewCond(mu.RLocker())
	ready := false
	var x int
	go func() {
		use(&x)
		mu.Lock()
		ready = true
		mu.Unlock()
		cond.Broadcast()
	}()
	cond.L.Lock()
	for !ready {
		cond.Wait()
	}
	cond.L.Unlock()
	use(&x)
}

func NoRaceCondLiteral() {
	var mu sync.Mutex
	cond := sync.Cond{L: &mu}
	ready := false
	var x int
	go func() {
		use(&x)
		mu.Lock()
		ready = true
		cond.Signal()
		mu.Unlock()
	}()
	mu.Lock()
	for !ready {
		cond.Wait()
	}
	mu.Unlock()
	use(&x)
}
