package race

func NoRaceUnbuffered() {
	var x int
	c := make(chan int)
	go func() {
		use(&x)
		c <- 0
	}()
	<-c
	use(&x)
}

// A receive from an unbuffered channel comes before the end of the send.
func NoRaceUnbufferedReverse() {
	var x int
	c := make(chan int)
	go func() {
		c <- 0
		use(&x)
	}()
	use(&x)
	<-c
}

func NoRaceBuffered() {
	var x int
	c := make(chan int, 10)
	go func() {
		use(&x)
		c <- 0
	}()
	<-c
	use(&x)
}

func RaceBufferedReverse() {
	var x int
	c := make(chan int, 10)
	go func() {
		c <- 0
		use(&x)
	}()
	use(&x)
	<-c
}

func RaceAfterSend() {
	var x int
	c := make(chan int)
	go func() {
		c <- 0
		use(&x)
	}()
	<-c
	use(&x)
}

func NoRaceCloseUnbuffered() {
	var x int
	c := make(chan int)
	go func() {
		use(&x)
		close(c)
	}()
	<-c
	use(&x)
}

func NoRaceCloseBuffered() {
	var x int
	c := make(chan int, 10)
	go func() {
		use(&x)
		close(c)
	}()
	_, _ = <-c
	use(&x)
}

func NoRaceRangeUntilClose() {
	var x int
	c := make(chan int, 10)
	go func() {
		c <- 1
		c <- 2
		use(&x)
		close(c)
	}()
	for range c {
	}
	use(&x)
}

func RaceRangeOneValue() {
	var x int
	c := make(chan int, 10)
	go func() {
		c <- 1
		use(&x)
		close(c)
	}()
	for range c {
		break
	}
	use(&x)
}

// What was sent before the close is received without it.
func RaceValueBeforeClose() {
	var x int
	c := make(chan int, 1)
	c <- 1
	go func() {
		use(&x)
		close(c)
	}()
	<-c
	use(&x)
}

// A send that panics because of a close is not ordered after it.
func RaceCloseSend() {
	var x int
	c := make(chan int)
	go func() {
		use(&x)
		close(c)
	}()
	func() {
		defer func() { recover() }()
		c <- 0
	}()
	use(&x)
}

func RaceChanLen() {
	var x int
	c := make(chan int, 10)
	go func() {
		use(&x)
		c <- 1
	}()
	for len(c) == 0 {
		yield()
	}
	use(&x)
}

func RaceChanLenReceived() {
	var x int
	c := make(chan int, 10)
	c <- 1
	go func() {
		use(&x)
		<-c
	}()
	for len(c) != 0 {
		yield()
	}
	use(&x)
}

func NoRacePointerPassed() {
	c := make(chan *int)
	go func() {
		x := new(int)
		use(x)
		c <- x
	}()
	use(<-c)
}

func RacePointerKept() {
	c := make(chan *int, 1)
	go func() {
		x := new(int)
		c <- x
		use(x)
	}()
	use(<-c)
}

func RaceWrongSender() {
	var x, y int
	c := make(chan int, 2)
	go func() {
		use(&x)
		c <- 1
	}()
	go func() {
		use(&y)
		c <- 2
	}()
	if <-c == 1 {
		use(&y)
	} else {
		use(&x)
	}
}

func NoRaceRightSender() {
	var x, y int
	c := make(chan int, 2)
	go func() {
		use(&x)
		c <- 1
	}()
	go func() {
		use(&y)
		c <- 2
	}()
	if <-c == 1 {
		use(&x)
	} else {
		use(&y)
	}
}

func NoRaceProducerConsumer() {
	type task struct {
		f    func()
		done chan bool
	}
	queue := make(chan task)
	go func() {
		t := <-queue
		t.f()
		t.done <- true
	}()
	do := func(f func()) {
		done := make(chan bool, 1)
		queue <- task{f, done}
		<-done
	}
	var x int
	do(func() { use(&x) })
	use(&x)
}

func NoRaceChanAsMutex() {
	var x int
	mutex := make(chan bool, 1)
	for range 2 {
		go func() {
			mutex <- true
			use(&x)
			<-mutex
		}()
	}
}

func RaceChanAsSemaphoreOfTwo() {
	var x int
	semaphore := make(chan bool, 2)
	for range 2 {
		go func() {
			semaphore <- true
			use(&x)
			<-semaphore
		}()
	}
}

func NoRaceToken() {
	var x int
	token := make(chan bool, 1)
	token <- true
	for range 2 {
		go func() {
			<-token
			use(&x)
			token <- true
		}()
	}
}

func RaceTwoTokens() {
	var x int
	token := make(chan bool, 2)
	token <- true
	token <- true
	for range 2 {
		go func() {
			<-token
			use(&x)
			token <- true
		}()
	}
}

// The k-th receive comes before the (k+C)-th send completes.
func NoRaceChanAsWaitGroup() {
	const n = 4
	running := make(chan bool, n/2)
	var data [n]int
	for i := range n {
		running <- true
		go func() {
			use(&data[i])
			<-running
		}()
	}
	for range cap(running) {
		running <- true
	}
	for i := range n {
		use(&data[i])
	}
}

func RaceChanAsWaitGroupOneShort() {
	const n = 2
	running := make(chan bool, n)
	var data [n]int
	for i := range n {
		running <- true
		go func() {
			use(&data[i])
			<-running
		}()
	}
	for range cap(running) - 1 {
		running <- true
	}
	for i := range n {
		use(&data[i])
	}
}

// Slots are separate also if the values have no size.
func NoRaceSlotsWithoutSize() {
	var x, y int
	c := make(chan struct{}, 2)
	c <- struct{}{}
	c <- struct{}{}
	go func() {
		use(&x)
		<-c
	}()
	go func() {
		use(&y)
		<-c
	}()
	c <- struct{}{}
	c <- struct{}{}
	use(&x)
	use(&y)
}

func NoRaceBlockedSender() {
	c := make(chan *int, 1)
	c <- nil
	go func() {
		x := new(int)
		use(x)
		c <- x
	}()
	<-c
	use(<-c)
}

func NoRaceBroadcastByClose() {
	var x int
	start, done := make(chan bool), make(chan bool)
	for range 2 {
		go func() {
			<-start
			look(&x)
			done <- true
		}()
	}
	use(&x)
	close(start)
	<-done
	<-done
	use(&x)
}

func RaceBroadcastByClose() {
	var x int
	start := make(chan bool)
	for range 2 {
		go func() {
			<-start
			use(&x)
		}()
	}
	close(start)
}

func RaceOneDoneOfTwo() {
	var x int
	done := make(chan bool)
	for range 2 {
		go func() {
			look(&x)
			done <- true
		}()
	}
	<-done
	use(&x)
	<-done
}

func NoRacePingPong() {
	var x int
	ping, pong := make(chan bool), make(chan bool)
	go func() {
		for range 3 {
			<-ping
			use(&x)
			pong <- true
		}
	}()
	for range 3 {
		use(&x)
		ping <- true
		<-pong
	}
}

func NoRacePipeline() {
	a, b, c := make(chan *int), make(chan *int, 1), make(chan *int)
	stage := func(in <-chan *int, out chan<- *int) {
		for p := range in {
			use(p)
			out <- p
		}
		close(out)
	}
	go stage(a, b)
	go stage(b, c)
	go func() {
		for range 2 {
			a <- new(int)
		}
		close(a)
	}()
	for p := range c {
		use(p)
	}
}

func RaceFanOut() {
	var x int
	jobs := make(chan *int)
	for range 2 {
		go func() {
			for p := range jobs {
				use(p)
			}
		}()
	}
	jobs <- &x
	jobs <- &x
	close(jobs)
}

func NoRaceOneWorker() {
	var x int
	jobs := make(chan *int)
	done := make(chan bool)
	go func() {
		for p := range jobs {
			use(p)
		}
		close(done)
	}()
	jobs <- &x
	jobs <- &x
	close(jobs)
	<-done
	use(&x)
}

// A nil channel blocks for ever.
func NoRaceNilChannel() {
	var x int
	var never chan bool
	done := make(chan bool)
	go func() {
		use(&x)
		close(done)
		<-never
		use(&x)
	}()
	<-done
	use(&x)
}
