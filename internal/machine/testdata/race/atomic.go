package race

import (
	"sync"
	"sync/atomic"
	"unsafe"
)

func NoRaceAtomicAdd() {
	var x, y int
	var s int64
	go func() {
		use(&x)
		if atomic.AddInt64(&s, 1) == 2 {
			use(&y)
		}
	}()
	use(&y)
	if atomic.AddInt64(&s, 1) == 2 {
		use(&x)
	}
}

func RaceAtomicAdd() {
	var x, y int
	var s int64
	go func() {
		use(&x)
		if atomic.AddInt64(&s, 1) == 1 {
			use(&y)
		}
	}()
	use(&y)
	if atomic.AddInt64(&s, 1) == 1 {
		use(&x)
	}
}

func NoRaceAtomicLoadAdd() {
	var x int
	var s int32
	go func() {
		use(&x)
		atomic.AddInt32(&s, 1)
	}()
	for atomic.LoadInt32(&s) != 1 {
		yield()
	}
	use(&x)
}

func NoRaceAtomicLoadStore() {
	var x int
	var s uint32
	go func() {
		use(&x)
		atomic.StoreUint32(&s, 1)
	}()
	for atomic.LoadUint32(&s) != 1 {
		yield()
	}
	use(&x)
}

func RaceAtomicLoadBeforeStore() {
	var x int
	var s int32
	go func() {
		use(&x)
		atomic.StoreInt32(&s, 1)
	}()
	atomic.LoadInt32(&s)
	use(&x)
}

func RaceAtomicStoreFirst() {
	var x int
	var s int32
	go func() {
		atomic.StoreInt32(&s, 1)
		use(&x)
	}()
	for atomic.LoadInt32(&s) != 1 {
		yield()
	}
	use(&x)
}

func NoRaceAtomicStoreCAS() {
	var x int
	var s uint64
	go func() {
		use(&x)
		atomic.StoreUint64(&s, 1)
	}()
	for !atomic.CompareAndSwapUint64(&s, 1, 0) {
		yield()
	}
	use(&x)
}

func NoRaceAtomicCASLoad() {
	var x int
	var s int32
	go func() {
		use(&x)
		if !atomic.CompareAndSwapInt32(&s, 0, 1) {
			panic("")
		}
	}()
	for atomic.LoadInt32(&s) != 1 {
		yield()
	}
	use(&x)
}

// Who fails comes after who has succeeded.
func NoRaceAtomicCASFails() {
	var x, y int
	var s int32
	go func() {
		use(&x)
		if !atomic.CompareAndSwapInt32(&s, 0, 1) {
			use(&y)
		}
	}()
	use(&y)
	if !atomic.CompareAndSwapInt32(&s, 0, 1) {
		use(&x)
	}
}

func NoRaceSpinLock() {
	var x int
	var lock atomic.Bool
	for range 2 {
		go func() {
			for !lock.CompareAndSwap(false, true) {
				yield()
			}
			use(&x)
			lock.Store(false)
		}()
	}
}

func RaceSpinLockNotAtomic() {
	var x int
	var lock atomic.Bool
	for range 2 {
		go func() {
			for lock.Load() {
				yield()
			}
			lock.Store(true)
			use(&x)
			lock.Store(false)
		}()
	}
}

func NoRaceAtomicPointer() {
	var p atomic.Pointer[int]
	go func() {
		x := new(int)
		use(x)
		p.Store(x)
	}()
	for {
		if x := p.Load(); x != nil {
			use(x)
			return
		}
		yield()
	}
}

func RaceAtomicPointer() {
	var p atomic.Pointer[int]
	p.Store(new(int))
	go func() { use(p.Load()) }()
	use(p.Load())
}

func NoRaceAtomicPointerSwap() {
	var p atomic.Pointer[int]
	p.Store(new(int))
	for range 2 {
		go func() {
			if x := p.Swap(nil); x != nil {
				use(x)
				p.Store(x)
			}
		}()
	}
}

func NoRaceAtomicUnsafePointer() {
	var x, y int
	var s unsafe.Pointer
	p := unsafe.Pointer(&y)
	go func() {
		use(&x)
		atomic.StorePointer(&s, p)
	}()
	for atomic.LoadPointer(&s) != p {
		yield()
	}
	use(&x)
}

func NoRaceAtomicValue() {
	var v atomic.Value
	go func() {
		x := new(int)
		use(x)
		v.Store(x)
	}()
	for {
		if x, ok := v.Load().(*int); ok {
			use(x)
			return
		}
		yield()
	}
}

func RaceAtomicValue() {
	var v atomic.Value
	x := new(int)
	v.Store(x)
	go use(x)
	use(v.Load().(*int))
}

func NoRaceAtomicClaim() {
	var x int
	var taken atomic.Bool
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			if taken.CompareAndSwap(false, true) {
				use(&x)
			}
		})
	}
	wg.Wait()
	use(&x)
}

func RaceAtomicClaimTwoSteps() {
	var x int
	var taken atomic.Bool
	for range 2 {
		go func() {
			if !taken.Load() {
				taken.Store(true)
				use(&x)
			}
		}()
	}
}

func NoRaceAtomicLastOne() {
	var data [2]int
	var left atomic.Int32
	left.Store(2)
	for i := range 2 {
		go func() {
			use(&data[i])
			if left.Add(-1) == 0 {
				for k := range data {
					use(&data[k])
				}
			}
		}()
	}
}

func RaceAtomicFirstOne() {
	var data [2]int
	var left atomic.Int32
	left.Store(2)
	for i := range 2 {
		go func() {
			use(&data[i])
			if left.Add(-1) == 1 {
				for k := range data {
					use(&data[k])
				}
			}
		}()
	}
}

func NoRaceAtomicTickets() {
	var xs [3]int
	var next atomic.Int64
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { use(&xs[next.Add(1)-1]) })
	}
	wg.Wait()
	use(&xs[0])
}

func RaceAtomicTickets() {
	var xs [3]int
	var next atomic.Int64
	for range 3 {
		go func() { use(&xs[next.Add(1)/2]) }()
	}
}

func NoRaceAtomicAnd() {
	var x int
	var flags atomic.Uint32
	for range 2 {
		go func() {
			if flags.Or(1)&1 == 0 {
				use(&x)
				flags.And(0)
			}
		}()
	}
}

func RaceAtomicTwoFlags() {
	var x int
	var flags atomic.Uint32
	for i := range uint32(2) {
		go func() {
			if flags.Or(1<<i)&(1<<i) == 0 {
				use(&x)
			}
		}()
	}
}

func NoRaceAtomicNil() {
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
	var p *int32
	atomic.AddInt32(p, 1)
}

func NoRaceDeferredAtomicStore() {
	var x int
	var busy atomic.Int64
	go func() {
		busy.Store(1)
		defer busy.Store(2)
		use(&x)
	}()
	for busy.Load() != 2 {
		yield()
	}
	use(&x)
}
