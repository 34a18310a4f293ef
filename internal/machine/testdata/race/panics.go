package race

import (
	"runtime"
	"sync"
)

func NoRaceDeferredUnlockAfterPanic() {
	var mu sync.Mutex
	var x int
	for range 2 {
		go func() {
			defer func() { recover() }()
			mu.Lock()
			defer mu.Unlock()
			use(&x)
			panic("")
		}()
	}
}

func RaceRecoverGoesOn() {
	var x int
	go func() {
		func() {
			defer func() { recover() }()
			panic("")
		}()
		use(&x)
	}()
	use(&x)
}

func NoRacePanicSkips() {
	var x int
	c := make(chan bool)
	go func() {
		defer close(c)
		defer func() { recover() }()
		use(&x)
		panic("")
		use(&x)
	}()
	<-c
	use(&x)
}

func NoRaceGoexit() {
	var x int
	c := make(chan bool)
	go func() {
		defer close(c)
		use(&x)
		runtime.Goexit()
		use(&x)
	}()
	<-c
	use(&x)
}

func RaceDeferOrder() {
	var x int
	c := make(chan bool)
	go func() {
		defer use(&x)
		defer close(c) // before use
	}()
	<-c
	use(&x)
}

func NoRaceDeferOrder() {
	var x int
	c := make(chan bool)
	go func() {
		defer close(c) // after use
		defer use(&x)
	}()
	<-c
	use(&x)
}

func NoRaceNilMap() {
	var x int
	c := make(chan bool)
	go func() {
		defer close(c)
		defer func() { recover() }()
		var m map[string]int
		use(&x)
		m["x"] = 1
	}()
	<-c
	use(&x)
}

func NoRaceIndexOutOfRange() {
	var x int
	c := make(chan bool)
	go func() {
		defer close(c)
		defer func() { recover() }()
		s := make([]int, 2)
		for i := 0; ; i++ {
			s[i] = 1
			use(&x)
		}
	}()
	<-c
	use(&x)
}

func RaceNestedPanic() {
	var x int
	go func() {
		defer func() {
			if recover() != nil {
				use(&x)
			}
		}()
		defer func() { panic("second") }()
		panic("first")
	}()
	use(&x)
}

func NoRaceTypeAssertionPanics() {
	var x int
	c := make(chan bool)
	go func() {
		defer close(c)
		defer func() {
			recover()
			use(&x)
		}()
		var v any = "text"
		use(v.(*int))
	}()
	<-c
	use(&x)
}
