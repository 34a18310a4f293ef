// Package each runs a function for each element.
package each

func Do[T any](elements []T, f func(T)) {
	for _, e := range elements {
		f(e)
	}
}
