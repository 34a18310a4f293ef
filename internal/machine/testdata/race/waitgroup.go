package race

import "sync"

func NoRaceWaitGroup() {
	var wg sync.WaitGroup
	var x int
	wg.Add(1)
	go func() {
		use(&x)
		wg.Done()
	}()
	wg.Wait()
	use(&x)
}

func RaceWaitGroupTwo() {
	var wg sync.WaitGroup
	var x int
	wg.Add(2)
	for range 2 {
		go func() {
			defer wg.Done()
			use(&x)
		}()
	}
	wg.Wait()
}

func RaceWaitGroupAfterDone() {
	var wg sync.WaitGroup
	var x int
	wg.Add(1)
	go func() {
		wg.Done()
		use(&x)
	}()
	wg.Wait()
	use(&x)
}

// Add is too late: Wait may have returned.
func RaceWaitGroupLateAdd() {
	var wg sync.WaitGroup
	var x int
	go func() {
		wg.Add(1)
		use(&x)
		wg.Done()
	}()
	wg.Wait()
	use(&x)
}

func RaceWaitGroupAsMutex() {
	var wg sync.WaitGroup
	var x int
	for range 2 {
		go func() {
			wg.Wait()
			wg.Add(1)
			use(&x)
			wg.Add(-1)
		}()
	}
}

func NoRaceWaitGroupNegativeAdd() {
	var wg sync.WaitGroup
	var x int
	wg.Add(2)
	go func() {
		use(&x)
		wg.Add(-2)
	}()
	wg.Wait()
	use(&x)
}

func NoRaceWaitGroupManyWaiters() {
	const n = 3
	var data [n]int
	var wg sync.WaitGroup
	wg.Add(n)
	for i := range n {
		go func() {
			use(&data[i])
			wg.Done()
		}()
	}
	for range n {
		go func() {
			wg.Wait()
			for i := range n {
				look(&data[i])
			}
		}()
	}
}

func NoRaceWaitGroupTransitive() {
	var x, y int
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		use(&x)
		wg.Done()
	}()
	go func() {
		use(&y)
		wg.Done()
	}()
	wg.Wait()
	use(&x)
	use(&y)
}

func NoRaceWaitGroupReuse() {
	const n = 2
	var data [n]int
	var wg sync.WaitGroup
	for range 2 {
		wg.Add(n)
		for i := range n {
			go func() {
				use(&data[i])
				wg.Done()
			}()
		}
		wg.Wait()
		for i := range n {
			use(&data[i])
		}
	}
}

func RaceWaitGroupReuse() {
	const n = 2
	var wg sync.WaitGroup
	for range 2 {
		var data [n]int
		wg.Add(n)
		for i := range n {
			go func() {
				use(&data[i])
				wg.Done()
			}()
		}
		go func() {
			wg.Wait()
			for i := range n {
				use(&data[i])
			}
		}()
		wg.Wait()
		use(&data[0])
	}
}

func NoRaceWaitGroupGo() {
	var x int
	var wg sync.WaitGroup
	wg.Go(func() { use(&x) })
	wg.Wait()
	use(&x)
}

func RaceWaitGroupGo() {
	var x int
	var wg sync.WaitGroup
	wg.Go(func() { use(&x) })
	wg.Go(func() { use(&x) })
	wg.Wait()
}

func RaceWaitGroupGoBeforeWait() {
	var x int
	var wg sync.WaitGroup
	wg.Go(func() { use(&x) })
	use(&x)
	wg.Wait()
}

func NoRaceWaitGroupNested() {
	var x int
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		wg.Add(1)
		go func() {
			defer wg.Done()
			use(&x)
		}()
	}()
	wg.Wait()
	use(&x)
}

func NoRaceWaitGroupPanic() {
	var x int
	c := make(chan bool, 1)
	go func() {
		use(&x)
		c <- true
	}()
	<-c
	var wg sync.WaitGroup
	defer func() {
		recover()
		use(&x)
	}()
	wg.Add(-1)
}

func NoRaceWaitGroupPointer() {
	type job struct {
		wg *sync.WaitGroup
		p  *int
	}
	var x int
	var wg sync.WaitGroup
	jobs := make(chan job, 2)
	go func() {
		for j := range jobs {
			use(j.p)
			j.wg.Done()
		}
	}()
	wg.Add(2)
	jobs <- job{&wg, &x}
	jobs <- job{&wg, &x}
	wg.Wait()
	use(&x)
	close(jobs)
}
