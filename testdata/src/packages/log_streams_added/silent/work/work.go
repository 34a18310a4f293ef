// Package work does jobs, and logs what it does.
package work

import (
	"sync"

	"streamvet.test/packages/log_streams_added/silent/log"
)

// Do does n jobs at once.
func Do(n int) {
	var wg sync.WaitGroup
	for range n {
		wg.Go(func() { log.Print("a job") })
	}
	wg.Wait()
}
