// Package objects has functions that use connections of libraries. Those called RaceX have a race.
package objects

// check panics if what was to be true is not.
func check(ok bool) {
	if !ok {
		panic("check")
	}
}

// maybe takes what is true at times.
func maybe(bool) {}
