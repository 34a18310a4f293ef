package race

import (
	"sync"
	"testing"
)

// Run waits for a subtest, unless that is a parallel one.
func NoRaceSubtest(t *testing.T) {
	var x int
	t.Run("", func(*testing.T) { use(&x) })
	use(&x)
}

func RaceParallelSubtests(t *testing.T) {
	var x int
	for range 2 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			use(&x)
		})
	}
}

// A parallel subtest goes on when the function around it has ended.
func NoRaceParallelSubtestPauses(t *testing.T) {
	var x int
	t.Run("", func(t *testing.T) {
		use(&x)
		t.Parallel()
		use(&x)
	})
	use(&x)
}

func NoRaceGroupOfParallelSubtests(t *testing.T) {
	var x int
	t.Run("group", func(t *testing.T) {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			use(&x)
		})
	})
	use(&x)
}

func NoRaceTestCleanup(t *testing.T) {
	var x int
	t.Run("", func(t *testing.T) {
		t.Cleanup(func() { use(&x) })
		t.Cleanup(func() { use(&x) })
		use(&x)
	})
	use(&x)
}

// A test doesn't wait for the goroutines that it starts.
func RaceTestLeavesGoroutine(t *testing.T) {
	var x int
	t.Run("", func(*testing.T) { go use(&x) })
	use(&x)
}

func RaceFailNow(t *testing.T) {
	var x int
	t.Run("", func(t *testing.T) {
		go use(&x)
		t.FailNow()
	})
	use(&x)
}

func RaceRunParallel(b *testing.B) {
	var x int
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			use(&x)
		}
	})
}

func NoRaceRunParallel(b *testing.B) {
	var x int
	var mu sync.Mutex
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			mu.Lock()
			use(&x)
			mu.Unlock()
		}
	})
	use(&x)
}
