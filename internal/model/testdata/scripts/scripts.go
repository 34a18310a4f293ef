// Package scripts has functions that use libraries. They say by check what is so in every
// execution, and by maybe what is so in some only.
package scripts

// check panics if what was to be true is not.
func check(ok bool) {
	if !ok {
		panic("check")
	}
}

// maybe takes what is true at times.
func maybe(bool) {}
