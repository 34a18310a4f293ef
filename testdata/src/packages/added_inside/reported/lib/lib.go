// Package lib starts goroutines.
package lib

// Go runs f, and survives its panics.
func Go(f func()) {
	go func() {
		defer func() { recover() }()
		f()
	}()
}
