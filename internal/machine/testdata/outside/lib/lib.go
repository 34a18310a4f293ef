// Package lib is a library whose code is known.
package lib

import "errors"

// Must panics with a text: something is as it never should be.
func Must(ok bool) int {
	if !ok {
		panic("lib: not ok")
	}
	return 7
}

// Deep does so further down.
func Deep(ok bool) (n int, s string) { return Must(ok), "deep" }

var ErrFailed = errors.New("failed")

// Throws panics with an error, for its caller.
func Throws(ok bool) {
	if !ok {
		panic(ErrFailed)
	}
}

// Checks panics with an error, deep inside.
func Checks(ok bool, f func()) int {
	check(ok, f)
	return 7
}

func check(ok bool, f func()) {
	if !ok {
		panic(ErrFailed)
	}
	f()
}

func Call(f func())               { f() }
func CallAll(fs []func())         { fs[0](); fs[1]() }
func CallKey(m map[string]func()) { m["f"]() }

type Box struct {
	F    func()
	Next *Box
}

func CallField(b Box)    { b.F() }
func CallPointer(b *Box) { b.F() }
func CallNext(b *Box)    { b.Next.F() }
func CallAny(v any)      { v.(func())() }

type Hooks struct{ F func() }

type Config struct{ Hooks Hooks }

type Options struct{ Config Config }

func CallOption(o *Options) { o.Config.Hooks.F() }

type Caller interface{ Call() }

func CallMethod(c Caller) { c.Call() }

func Send(c chan int) { c <- 1 }
func Fill(p *[]int)   { *p = append(*p, 1) }

// Sum is not worth running: nothing can come back from it.
func Sum(a, b int) int { return a + b }

var kept []func()

// Keep keeps a function, and CallKept calls those that are kept.
func Keep(f func()) { kept = append(kept, f) }

func CallKept() {
	for _, f := range kept {
		f()
	}
}

// A Counter is an object with methods.
type Counter struct{ n int }

func New() *Counter          { return &Counter{} }
func (c *Counter) Add(n int) { c.n += n }
func (c *Counter) Get() int  { return c.n }
