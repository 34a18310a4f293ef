// Package each runs a function for each element.
package each

import "sync"

func Do[T any](elements []T, f func(T)) {
	var wg sync.WaitGroup
	for _, e := range elements {
		wg.Go(func() {
			f(e)
		})
	}
	wg.Wait()
}
