package race

import "sync"

func NoRaceRWMutex() {
	var mu sync.RWMutex
	var x int
	go func() {
		mu.Lock()
		defer mu.Unlock()
		use(&x)
	}()
	mu.RLock()
	look(&x)
	mu.RUnlock()
}

func RaceWritesUnderReadLock() {
	var mu sync.RWMutex
	var x int
	for range 2 {
		go func() {
			mu.RLock()
			use(&x)
			mu.RUnlock()
		}()
	}
}

func NoRaceReaders() {
	var mu sync.RWMutex
	var x int
	for range 3 {
		go func() {
			mu.RLock()
			look(&x)
			mu.RUnlock()
		}()
	}
	mu.Lock()
	use(&x)
	mu.Unlock()
}

// Three readers that write: two are on one side of the writer.
func RaceReadersThatWrite() {
	var mu sync.RWMutex
	var x int
	for range 3 {
		go func() {
			mu.RLock()
			use(&x)
			mu.RUnlock()
		}()
	}
	mu.Lock()
	mu.Unlock()
}

func RaceMutexAndRWMutex() {
	var a sync.Mutex
	var b sync.RWMutex
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

// Readers don't order each other.
func RaceReaderToReader() {
	var mu sync.RWMutex
	var x int
	written := make(chan bool, 1)
	go func() {
		mu.RLock()
		use(&x)
		mu.RUnlock()
		written <- true
	}()
	mu.RLock()
	use(&x)
	mu.RUnlock()
	<-written
}

func NoRaceReaderToWriter() {
	var mu sync.RWMutex
	var x int
	read := false
	go func() {
		mu.RLock()
		use(&x)
		read = true
		mu.RUnlock()
	}()
	mu.Lock()
	if read {
		use(&x)
	}
	mu.Unlock()
}

func NoRaceRLocker() {
	var mu sync.RWMutex
	var x int
	go func() {
		l := mu.RLocker()
		l.Lock()
		look(&x)
		l.Unlock()
	}()
	mu.Lock()
	use(&x)
	mu.Unlock()
}

func RaceRLocker() {
	var mu sync.RWMutex
	var x int
	for range 2 {
		go func() {
			l := mu.RLocker()
			l.Lock()
			use(&x)
			l.Unlock()
		}()
	}
}

func NoRaceTryRLock() {
	var mu sync.RWMutex
	var x int
	go func() {
		if mu.TryRLock() {
			look(&x)
			mu.RUnlock()
		}
	}()
	if mu.TryLock() {
		use(&x)
		mu.Unlock()
	}
}

func RaceTryRLockFails() {
	var mu sync.RWMutex
	var x int
	go func() {
		mu.Lock()
		use(&x)
		mu.Unlock()
	}()
	if mu.TryRLock() {
		mu.RUnlock()
		return
	}
	use(&x)
}

// A writer waits for all readers.
func NoRaceDowngrade() {
	var mu sync.RWMutex
	var x int
	go func() {
		mu.Lock()
		use(&x)
		mu.Unlock()
		mu.RLock()
		look(&x)
		mu.RUnlock()
	}()
	mu.Lock()
	use(&x)
	mu.Unlock()
}
