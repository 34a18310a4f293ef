// Package values has functions that calculate, with all kinds of instructions. Each says by
// check what is to come out.
package values

// check panics if what was to be true is not.
func check(ok bool) {
	if !ok {
		panic("check")
	}
}
