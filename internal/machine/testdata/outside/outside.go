// Package outside has functions that use a library.
package outside

import "example.com/lib"

func check(bool)
func maybe(bool)

// Functions that a library gets are called where it calls them, however it gets them.
func Callbacks() {
	n := 0
	f := func() { n++ }
	lib.Call(f)
	check(n == 1)
	lib.CallAll([]func(){f, f})
	check(n == 3)
	lib.CallKey(map[string]func(){"f": f})
	check(n == 4)
	lib.CallField(lib.Box{F: f})
	check(n == 5)
	lib.CallPointer(&lib.Box{F: f})
	check(n == 6)
	lib.CallNext(&lib.Box{Next: &lib.Box{F: f}})
	check(n == 7)
	lib.CallOption(&lib.Options{Config: lib.Config{Hooks: lib.Hooks{F: f}}})
	check(n == 8)
	lib.CallAny(f)
	check(n == 9)
}

type caller struct{ n int }

func (c *caller) Call() { c.n++ }

func Methods() {
	var c caller
	lib.CallMethod(&c)
	check(c.n == 1)
}

func Kept() {
	n := 0
	lib.Keep(func() { n++ })
	lib.Keep(func() { n++ })
	check(n == 0)
	lib.CallKept()
	check(n == 2)
}

func Channels() {
	c := make(chan int, 1)
	lib.Send(c)
	check(len(c) == 1)
}

func Objects() {
	c := lib.New()
	c.Add(2)
	c.Add(3)
	check(c.Get() == 5)
}

// Numbers of a library that gets nothing else are not computed.
func Numbers() {
	maybe(lib.Sum(1, 2) == 3)
}

// A library that finds something wrong gives an unknown result: its caller goes on.
func GivesUp(ok bool) {
	n := lib.Must(ok)
	if ok {
		check(n == n)
	}
	maybe(n == 7)
	maybe(ok)
	m, s := lib.Deep(ok)
	maybe(m == 7)
	maybe(s == "deep")
}

// A panic with an error may be meant for the caller.
func Throws(ok bool) {
	caught := func() (v any) {
		defer func() { v = recover() }()
		lib.Throws(ok)
		return nil
	}()
	maybe(caught == nil)
}

// Where nobody recovers, a panic with an error from deep in a library is not meant for the caller.
func ChecksDeep(ok bool) {
	n := lib.Checks(ok, func() {})
	maybe(ok)
	maybe(n == 7)
}

// A panic of the package's own code is its own.
func OwnPanic(ok bool) {
	caught := func() (v any) {
		defer func() { v = recover() }()
		lib.Call(func() {
			if !ok {
				panic("own")
			}
		})
		return nil
	}()
	check(ok == (caught == nil))
	maybe(ok)
}
