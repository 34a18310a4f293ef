// Package retry calls functions until they succeed.
package retry

func Do(n int, f func() error) {
	loop(n, f)
}

func loop(n int, f func() error) {
	for range n {
		if f() == nil {
			return
		}
	}
}
