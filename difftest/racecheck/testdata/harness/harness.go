// Package harness runs a program many times.
package harness

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

// calls is how often an object or a server is called from outside.
const calls = 3

// Main runs the program that the first argument names as often as the second
// says.
func Main(programs map[string]func(context.Context)) {
	run := programs[os.Args[1]]
	n, err := strconv.Atoi(os.Args[2])
	if err != nil || run == nil {
		fmt.Fprintln(os.Stderr, "usage: programs name runs")
		os.Exit(2)
	}
	for range n {
		ctx, cancel := context.WithCancel(context.Background())
		go func() {
			yield(60)
			cancel()
		}()
		run(ctx)
		yield(60)
	}
	// Let the goroutines that are left come to their end.
	for end := time.Now().Add(20 * time.Millisecond); time.Now().Before(end) && runtime.NumGoroutine() > 1; {
		runtime.Gosched()
	}
}

func yield(n int) {
	for range rand.IntN(n) {
		runtime.Gosched()
	}
}

// Names returns a program's parameter names.
func Names() []string { return make([]string, rand.IntN(3)) }

// Flag returns a program's parameter flag.
func Flag() bool { return rand.IntN(2) == 0 }

// InTurn calls some of the methods, one after the other.
func InTurn(methods ...func()) {
	for range calls {
		yield(10)
		if i := rand.IntN(len(methods) + 1); i < len(methods) {
			methods[i]()
		}
	}
}

// AtOnce calls some of the handlers at the same time.
func AtOnce(handlers ...func()) {
	var wg sync.WaitGroup
	for range calls {
		wg.Go(func() {
			yield(10)
			handlers[rand.IntN(len(handlers))]()
		})
	}
	wg.Wait()
}

// Once returns a function that calls f the first time only.
func Once(f func()) func() {
	done := false
	return func() {
		if !done {
			done = true
			f()
		}
	}
}
