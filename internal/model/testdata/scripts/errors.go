package scripts

import (
	"errors"
	"fmt"
	"io"
)

func Errors() {
	a, b := errors.New("x"), errors.New("x")
	check(a != nil && a != b && a == a)
	w := fmt.Errorf("more: %w", a)
	check(w != a && errors.Is(w, a) && !errors.Is(w, b) && errors.Unwrap(w) == a)
	check(errors.Is(fmt.Errorf("more: %w", w), a))
	v := fmt.Errorf("more: %v", a)
	check(v != nil && !errors.Is(v, a))
	check(errors.Is(nil, nil) && !errors.Is(nil, a) && !errors.Is(a, nil))
	check(errors.Unwrap(nil) == nil)
}

func Joined() {
	a, b := errors.New("a"), errors.New("b")
	check(errors.Join() == nil)
	check(errors.Join(nil, nil) == nil)
	j := errors.Join(nil, a, b)
	check(errors.Is(j, a) && errors.Is(j, b) && !errors.Is(j, io.EOF) && errors.Unwrap(j) == nil)
	two := fmt.Errorf("%w and %w", a, b)
	check(errors.Is(two, a) && errors.Is(two, b))
}

type failure struct{ code int }

func (f *failure) Error() string { return "failure" }

func As(outside error) {
	err := fmt.Errorf("more: %w", &failure{3})
	var f *failure
	check(errors.As(err, &f) && f.code == 3)
	var g *failure
	check(!errors.As(errors.New("x"), &g) && g == nil)
	check(!errors.As(nil, &g))
	var h *failure
	if errors.As(outside, &h) {
		check(outside != nil)
	}
}

// What is asked twice about an error from outside gets the same answer.
func OutsideErrors(err error) {
	is := errors.Is(err, io.EOF)
	check(errors.Is(err, io.EOF) == is)
	maybe(is)
	maybe(err == io.EOF)
	maybe(err == nil)
	if err == nil {
		check(!is)
	}
	if err == io.EOF {
		check(is && err != io.ErrUnexpectedEOF)
	}
}
