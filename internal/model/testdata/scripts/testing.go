package scripts

import (
	"context"
	"runtime"
	"testing"
)

func Subtests(t *testing.T) {
	var order []int
	t.Cleanup(func() { check(len(order) == 3) })
	t.Run("a", func(t *testing.T) {
		t.Cleanup(func() { order = append(order, 2) })
		order = append(order, 1)
	})
	check(len(order) == 2 && order[0] == 1 && order[1] == 2)
	t.Run("b", func(t *testing.T) {
		order = append(order, 3)
		t.FailNow()
		order = append(order, 4)
	})
	check(len(order) == 3)
}

// Parallel subtests go on when the function around them has ended, and the test when they have.
func ParallelSubtests(t *testing.T) {
	ended, ran := false, 0
	t.Cleanup(func() { check(ran == 2) })
	t.Run("group", func(t *testing.T) {
		for range 2 {
			t.Run("", func(t *testing.T) {
				t.Parallel()
				check(ended)
				ran++
			})
			check(ran == 0)
		}
		ended = true
	})
	check(ran == 2)
}

func Cleanups(t *testing.T) {
	t.Run("", func(t *testing.T) {
		var order []int
		t.Cleanup(func() { check(len(order) == 2 && order[0] == 2 && order[1] == 1) })
		t.Cleanup(func() { order = append(order, 1) })
		t.Cleanup(func() { order = append(order, 2) })
	})
	check(true)
}

// A test's context ends before what is registered for its end runs.
func TestContext(t *testing.T) {
	var ctx context.Context
	t.Run("", func(t *testing.T) {
		ctx = t.Context()
		check(ctx.Err() == nil)
		t.Cleanup(func() { check(ctx.Err() != nil) })
	})
	check(ctx.Err() != nil)
}

func Skips(t *testing.T) {
	n := 0
	t.Run("", func(t *testing.T) {
		defer func() { n++ }()
		t.Skip()
		n = 10
	})
	check(n == 1)
}

func Benchmarks(b *testing.B) {
	n := 0
	for b.Loop() {
		n++
	}
	check(n > 0)
	done := make(chan int, 100)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			done <- 1
		}
	})
	check(len(done) > 0)
}

func Goexit() {
	c := make(chan int, 2)
	go func() {
		defer close(c)
		c <- 1
		runtime.Goexit()
		c <- 2
	}()
	n := 0
	for x := range c {
		n += x
	}
	check(n == 1)
}

// There is nothing to wait for at the top.
func ParallelAtTop(t *testing.T) {
	t.Parallel()
	check(true)
}

// A fuzz target is called with inputs that are not known.
func FuzzTarget(f *testing.F) {
	n := 0
	f.Fuzz(func(t *testing.T, text string) {
		n++
		check(t != nil)
		maybe(text == "x")
	})
	check(n == 1)
}
