package scripts

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
)

// A value from outside has one type, or none, and stays what it is.
func TypeAssertions(v any) {
	s, isText := v.(string)
	n, isInt := v.(int)
	check(!(isText && isInt))
	maybe(isText)
	maybe(isInt)
	if isText {
		again, ok := v.(string)
		check(ok && again == s && v.(string) == s && v != nil)
		_, ok = v.(error)
		check(!ok)
	} else {
		check(s == "")
	}
	if !isInt {
		check(n == 0)
	}
	switch v := v.(type) {
	case nil:
		check(!isText && !isInt)
	case string:
		check(isText && v == s)
	case int:
		check(isInt && v == n)
	default:
		check(!isText && !isInt)
	}
}

type reader struct{ n int }

func (r *reader) Read([]byte) (int, error) { return r.n, nil }

func Interfaces(r io.Reader) {
	own, ok := r.(*reader)
	maybe(ok)
	if ok {
		check(r.(*reader) == own && r == io.Reader(own))
		own.n = 3
		n, _ := r.Read(nil)
		check(n == 3)
	}
	_, ok = any(&reader{}).(io.Writer)
	check(!ok)
	_, ok = any(&reader{}).(io.Reader)
	check(ok)
	_, ok = any(reader{}).(io.Reader)
	check(!ok)
}

// Functions from outside return something, and fail or don't.
func Functions(f func() (int, error), g func() bool, h func() *reader) {
	n, err := f()
	if err == nil {
		maybe(n == 1)
	}
	maybe(err == nil)
	maybe(g())
	if r := h(); r != nil {
		x := r.n
		check(r.n == x)
	}
}

func external(any)

type hooks struct{ f func() }

// Code that isn't known calls the functions in objects of libraries, whose fields it knows: not those
// in the package's own.
func Hooks() {
	n := 0
	f := func() { n++ }
	external(&hooks{f})
	external(&struct{ F func() }{f})
	check(n == 0)
	external(&http.Server{BaseContext: func(net.Listener) context.Context { f(); return context.Background() }})
	maybe(n > 0)
}

type inner struct{ n int }

func (i *inner) get() int { return i.n }

type outer struct{ *inner }

func EmbeddedPointers() {
	o := outer{&inner{4}}
	check(o.get() == 4 && o.n == 4)
	var empty outer
	check(caught(func() { empty.get() }) != nil)
	check(caught(func() { _ = empty.n }) != nil)
	f := o.get
	o.inner = &inner{5}
	check(f() == 4 && o.get() == 5)
}

// No two errors of libraries are equal.
func Sentinels(err error) {
	check(io.EOF != nil && io.EOF == io.EOF && io.EOF != io.ErrUnexpectedEOF)
	check(errors.New("x") != io.EOF)
	if err == io.EOF {
		check(err != io.ErrUnexpectedEOF && err != nil)
	}
	maybe(err == io.ErrUnexpectedEOF)
}

// A slice from outside has some length, and its elements stay what they are.
func Slices(s []int, m map[string]int) {
	check(len(s) >= 0 && cap(s) >= len(s))
	for i, x := range s {
		check(i < len(s) && s[i] == x)
	}
	maybe(len(s) == 0)
	maybe(len(s) > 1)
	v, ok := m["a"]
	w, again := m["a"]
	check(v == w && ok == again)
	maybe(ok)
	if !ok {
		check(v == 0)
	}
	for k, x := range m {
		check(m[k] == x)
	}
	t := append([]int(nil), s...)
	check(len(t) == len(s))
	copy(t, s)
	if len(s) > 0 {
		check(t[0] == s[0])
	}
}

// A type argument that isn't known may be an interface.
func TypeParameter[T any](v T) {
	maybe(any(v) == nil)
}
