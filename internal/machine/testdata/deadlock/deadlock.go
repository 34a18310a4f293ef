// Package deadlock has functions that don't come to their end.
package deadlock

import (
	"context"
	"net/http"
	"sync"
)

func Mutex() {
	var mu sync.Mutex
	mu.Lock()
	mu.Lock()
}

func RWMutexForWriting() {
	var mu sync.RWMutex
	mu.RLock()
	mu.Lock()
}

func RWMutexForReading() {
	var mu sync.RWMutex
	mu.Lock()
	mu.RLock()
}

// Readers that come later wait for the writer.
func RWMutexTwoReaders() {
	var mu sync.RWMutex
	mu.RLock()
	waits := make(chan bool, 1)
	go func() {
		waits <- true
		mu.Lock()
	}()
	<-waits
	mu.RLock()
	mu.Lock()
}

func WaitGroup() {
	var wg sync.WaitGroup
	wg.Add(1)
	wg.Wait()
}

func WaitGroupOfTwo() {
	var wg sync.WaitGroup
	wg.Add(2)
	go wg.Done()
	wg.Wait()
}

func Cond() {
	var mu sync.Mutex
	cond := sync.NewCond(&mu)
	cond.Signal()
	mu.Lock()
	cond.Wait()
}

func OnceInside() {
	var once sync.Once
	once.Do(func() { once.Do(func() {}) })
}

func Send() { make(chan int) <- 1 }

func SendToFull() {
	c := make(chan int, 1)
	c <- 1
	c <- 2
}

func Receive() { <-make(chan int, 1) }

func NilChannels() {
	var c chan int
	go func() { c <- 1 }()
	<-c
}

func SelectOfNothing() { select {} }

func Select() {
	a, b := make(chan int), make(chan int, 1)
	b <- 1
	select {
	case <-a:
	case b <- 2:
	}
}

// A goroutine doesn't meet itself.
func SelectOfBothEnds() {
	c := make(chan int)
	select {
	case c <- 1:
	case <-c:
	}
}

func RangeOverChannel() {
	c := make(chan int, 1)
	c <- 1
	for range c {
	}
}

func Context() {
	ctx, cancel := context.WithCancel(context.Background())
	_ = cancel
	<-ctx.Done()
}

func Background() { <-context.Background().Done() }

func EachOther() {
	a, b := make(chan int), make(chan int)
	go func() {
		<-a
		b <- 1
	}()
	<-b
	a <- 1
}

func ServerThatNobodyCloses() {
	var wg sync.WaitGroup
	wg.Add(1)
	wg.Go(func() { http.DefaultServeMux.ServeHTTP(nil, nil) })
	wg.Wait()
}
