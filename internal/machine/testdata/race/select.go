package race

func NoRaceSelectSend() {
	var x int
	c, other := make(chan bool), make(chan bool)
	go func() {
		use(&x)
		select {
		case c <- true:
		case other <- true:
		}
	}()
	select {
	case <-c:
	case <-other:
	}
	use(&x)
}

func NoRaceSelectClose() {
	var x int
	c, other := make(chan bool), make(chan bool)
	go func() {
		select {
		case <-c:
		case <-other:
		}
		use(&x)
	}()
	use(&x)
	close(c)
}

func NoRaceSelectBuffered() {
	var x int
	c, other := make(chan bool, 10), make(chan bool)
	go func() {
		use(&x)
		select {
		case c <- true:
		case <-other:
		}
	}()
	<-c
	use(&x)
}

func RaceSelectTwoSenders() {
	var x int
	c, other := make(chan bool), make(chan bool)
	go func() {
		<-c
		<-c
	}()
	for range 2 {
		go func() {
			select {
			case c <- true:
			case other <- true:
			}
			use(&x)
		}()
	}
}

func RaceSelectAfterClose() {
	var x int
	c, other := make(chan bool), make(chan bool)
	go func() {
		use(&x)
		select {
		case <-c:
		case <-other:
		}
	}()
	close(c)
	use(&x)
}

func RaceSelectBeforeReceive() {
	var x int
	c, other := make(chan bool), make(chan bool)
	go func() {
		use(&x)
		select {
		case c <- true:
		case other <- true:
		}
	}()
	use(&x)
	<-c
}

func RaceSelectDefault() {
	var x int
	c := make(chan bool, 1)
	go func() {
		select {
		case <-c:
		default:
			use(&x)
		}
	}()
	use(&x)
	c <- true
}

// Who gets in by the default case has not been ordered.
func RaceSelectTrySend() {
	var x, y int
	c := make(chan int, 1)
	go func() {
		use(&x)
		select {
		case c <- 1:
		default:
			use(&y)
		}
	}()
	go func() {
		use(&y)
		select {
		case c <- 1:
		default:
			use(&x)
		}
	}()
}

func NoRaceSelectTryLock() {
	var x int
	lock := make(chan bool, 1)
	for range 2 {
		go func() {
			select {
			case lock <- true:
				use(&x)
				<-lock
			default:
			}
		}()
	}
}

func NoRaceSelectMutex() {
	var x int
	mutex, other := make(chan bool, 1), make(chan bool)
	for range 2 {
		go func() {
			select {
			case mutex <- true:
			case <-other:
			}
			use(&x)
			select {
			case <-mutex:
			case <-other:
			}
		}()
	}
}

func NoRaceSelectLoop() {
	var x int
	jobs, quit, done := make(chan *int), make(chan bool), make(chan bool)
	go func() {
		defer close(done)
		for {
			select {
			case p := <-jobs:
				use(p)
			case <-quit:
				return
			}
		}
	}()
	jobs <- &x
	close(quit)
	<-done
	use(&x)
}

func RaceSelectLoopQuit() {
	var x int
	jobs, quit := make(chan *int, 1), make(chan bool)
	go func() {
		for {
			select {
			case p := <-jobs:
				use(p)
			case <-quit:
				return
			}
		}
	}()
	jobs <- &x
	close(quit)
	use(&x)
}

// A closed channel and one with a value: either may be chosen.
func RaceSelectEither() {
	var x int
	a, b := make(chan bool, 1), make(chan bool, 1)
	go func() {
		use(&x)
		a <- true
	}()
	go func() { b <- true }()
	select {
	case <-a:
	case <-b:
	}
	use(&x)
}

func NoRaceSelectNil() {
	var x int
	var never chan bool
	a := make(chan bool, 1)
	go func() {
		use(&x)
		a <- true
	}()
	select {
	case <-a:
	case <-never:
	}
	use(&x)
}

func NoRaceSelectBlockedSender() {
	c := make(chan *int, 1)
	c <- nil
	go func() {
		x := new(int)
		use(x)
		c <- x
	}()
	<-c
	select {
	case p := <-c:
		use(p)
	case <-make(chan int):
	}
}

// The close of one channel comes before the receive from another.
func NoRaceSelectCloseTransitive() {
	var x int
	write, read := make(chan bool), make(chan bool)
	go func() {
		select {
		case <-write:
			use(&x)
		default:
		}
		close(read)
	}()
	use(&x)
	close(write)
	<-read
	use(&x)
}
