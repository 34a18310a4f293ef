package race

import "time"

func NoRaceAfterFunc() {
	var x int
	c := make(chan bool)
	use(&x)
	time.AfterFunc(1, func() {
		use(&x)
		c <- true
	})
	<-c
	use(&x)
}

func RaceAfterFunc() {
	var x int
	time.AfterFunc(1, func() { use(&x) })
	use(&x)
}

func RaceAfterFuncTwo() {
	var x int
	c := make(chan bool, 2)
	for range 2 {
		time.AfterFunc(1, func() {
			use(&x)
			c <- true
		})
	}
	<-c
	<-c
}

func NoRaceAfterFuncReset() {
	var x int
	c := make(chan bool)
	t := time.AfterFunc(time.Hour, func() {
		use(&x)
		c <- true
	})
	if !t.Stop() {
		return
	}
	use(&x)
	t.Reset(1)
	<-c
	use(&x)
}

// Stop doesn't wait for a function that has started.
func RaceAfterFuncStop() {
	var x int
	t := time.AfterFunc(1, func() { use(&x) })
	time.Sleep(1000)
	t.Stop()
	use(&x)
}

func NoRaceAfterFuncStopped() {
	var x int
	c := make(chan bool, 1)
	t := time.AfterFunc(time.Hour, func() {
		use(&x)
		c <- true
	})
	if !t.Stop() {
		<-c
	}
	use(&x)
}

func NoRaceTimer() {
	var x int
	c := make(chan bool)
	use(&x)
	t := time.NewTimer(1)
	go func() {
		<-t.C
		use(&x)
		c <- true
	}()
	<-c
	use(&x)
}

// Timers order nothing, nor does sleep.
func RaceTimer() {
	var x int
	go use(&x)
	<-time.NewTimer(1).C
	use(&x)
}

func RaceSleep() {
	var x int
	go use(&x)
	time.Sleep(time.Millisecond)
	use(&x)
}

func RaceTimeAfter() {
	var x int
	done := make(chan bool)
	go func() {
		use(&x)
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(1):
		use(&x)
	}
}

func NoRaceTimeAfter() {
	var x int
	done := make(chan bool)
	go func() {
		use(&x)
		close(done)
	}()
	select {
	case <-done:
		use(&x)
	case <-time.After(1):
	}
}

func NoRaceTicker() {
	var x int
	c := make(chan bool)
	use(&x)
	t := time.NewTicker(1)
	defer t.Stop()
	go func() {
		<-t.C
		use(&x)
		c <- true
	}()
	<-c
	use(&x)
}

func RaceTickerLoop() {
	var x int
	quit := make(chan bool)
	go func() {
		t := time.NewTicker(1)
		defer t.Stop()
		for {
			select {
			case <-t.C:
				use(&x)
			case <-quit:
				return
			}
		}
	}()
	time.Sleep(1000)
	use(&x)
	close(quit)
}

func NoRaceAfterFuncChain() {
	var x int
	c := make(chan bool)
	n := 2
	var f func()
	f = func() {
		use(&x)
		if n--; n >= 0 {
			time.AfterFunc(0, f)
		} else {
			c <- true
		}
	}
	time.AfterFunc(0, f)
	<-c
	use(&x)
}
