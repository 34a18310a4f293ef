// Package run runs a program many times.
package run

import (
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"sync/atomic"
	"time"
)

// Main runs the function that the first argument names as often as the second
// says. The third is the seed.
func Main(giveWay *atomic.Int32, skip *atomic.Bool, programs map[string]func()) {
	f := programs[os.Args[1]]
	n, err := strconv.Atoi(os.Args[2])
	seed, err2 := strconv.ParseUint(os.Args[3], 10, 64)
	if f == nil || err != nil || err2 != nil {
		fmt.Fprintln(os.Stderr, "usage: programs name runs seed")
		os.Exit(2)
	}
	random := rand.New(rand.NewPCG(seed, seed))
	for i := range n {
		if i%25 == 0 {
			wait(1)
			runtime.GOMAXPROCS(1 + random.IntN(4))
			giveWay.Store([]int32{0, 1, 3, 8}[random.IntN(4)])
			skip.Store(random.IntN(2) == 0)
		}
		before := runtime.NumGoroutine()
		go f()
		wait(before)
	}
}

// wait lets the goroutines that run come to their end, unless they wait for
// ever.
func wait(left int) {
	for range 200 {
		if runtime.NumGoroutine() <= left {
			return
		}
		runtime.Gosched()
	}
	for end := time.Now().Add(time.Millisecond); time.Now().Before(end) && runtime.NumGoroutine() > left; {
		runtime.Gosched()
	}
}
