package scripts

import (
	"context"

	"golang.org/x/sync/semaphore"
)

func Semaphore() {
	s := semaphore.NewWeighted(2)
	check(s.TryAcquire(1) && s.TryAcquire(1) && !s.TryAcquire(1))
	s.Release(2)
	check(s.TryAcquire(2) && !s.TryAcquire(1))
	s.Release(1)
	check(!s.TryAcquire(2) && s.TryAcquire(1) && !s.TryAcquire(1))
	s.Release(1)
	s.Release(1)
	check(s.TryAcquire(2))
}

// Who waits gets what is released; meanwhile there is nothing for others.
func SemaphoreWaits() {
	s := semaphore.NewWeighted(1)
	ctx := context.Background()
	check(s.Acquire(ctx, 1) == nil)
	order := make(chan int, 2)
	go func() {
		check(s.Acquire(ctx, 1) == nil)
		order <- 2
		s.Release(1)
	}()
	order <- 1
	s.Release(1)
	check(s.Acquire(ctx, 1) == nil)
	check(<-order == 1)
}

// Who gives up lets those behind it go on.
func SemaphoreGivesUp() {
	s := semaphore.NewWeighted(2)
	check(s.TryAcquire(1))
	ctx, cancel := context.WithCancel(context.Background())
	first := make(chan error)
	go func() { first <- s.Acquire(ctx, 2) }()
	second := make(chan error)
	go func() { second <- s.Acquire(context.Background(), 1) }()
	cancel()
	check(<-first != nil)
	check(<-second == nil)
	check(!s.TryAcquire(1))
}

func SemaphoreOfDone() {
	s := semaphore.NewWeighted(1)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	check(s.Acquire(ctx, 1) == context.Canceled)
	check(s.TryAcquire(1))
}
