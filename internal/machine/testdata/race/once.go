package race

import "sync"

func NoRaceOnce() {
	var once sync.Once
	var x int
	for range 2 {
		go func() {
			once.Do(func() { use(&x) })
			look(&x)
		}()
	}
}

func RaceAfterOnce() {
	var once sync.Once
	var x int
	for range 2 {
		go func() {
			once.Do(func() {})
			use(&x)
		}()
	}
}

func RaceTwoOnces() {
	var a, b sync.Once
	var x int
	go a.Do(func() { use(&x) })
	b.Do(func() { use(&x) })
}

// The function of a Once that has run is not run again.
func NoRaceOtherFunctionOfOnce() {
	var once sync.Once
	var x int
	go once.Do(func() { use(&x) })
	once.Do(func() { use(&x) })
	use(&x)
}

func NoRaceOnceFunc() {
	var x int
	f := sync.OnceFunc(func() { use(&x) })
	go func() {
		f()
		look(&x)
	}()
	f()
	look(&x)
}

func NoRaceOnceValue() {
	f := sync.OnceValue(func() *int {
		x := new(int)
		use(x)
		return x
	})
	go func() { look(f()) }()
	look(f())
}

func RaceOnceValue() {
	f := sync.OnceValue(func() *int { return new(int) })
	go func() { use(f()) }()
	use(f())
}

func NoRaceOnceValues() {
	f := sync.OnceValues(func() (*int, error) {
		x := new(int)
		use(x)
		return x, nil
	})
	g := func() {
		if x, err := f(); err == nil {
			look(x)
		}
	}
	go g()
	g()
}

// A function that panics counts as returned: later calls of Do don't run it.
func NoRaceOncePanics() {
	var once sync.Once
	var x int
	do := func() {
		defer func() { recover() }()
		once.Do(func() {
			use(&x)
			panic("once")
		})
	}
	go do()
	do()
	do()
	use(&x)
}
