package values

import (
	"errors"
	"iter"
)

func Loops() {
	n := 0
	for i := 0; i < 10; i++ {
		if i == 3 {
			continue
		}
		if i == 6 {
			break
		}
		n += i
	}
	check(n == 12)
outer:
	for i := range 3 {
		for j := range 3 {
			switch {
			case j == 2:
				continue outer
			case i == 2:
				break outer
			}
			n++
		}
	}
	check(n == 16)
	i := 0
again:
	i++
	if i < 5 {
		goto again
	}
	check(i == 5)
	for {
		if i--; i == 0 {
			break
		}
	}
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	check(fs[0]() == 0 && fs[2]() == 2)
}

func Switches() {
	kind := func(n int) string {
		switch n {
		case 1, 2:
			return "few"
		case 3:
			fallthrough
		case 4:
			return "some"
		default:
			return "many"
		}
	}
	check(kind(id(2)) == "few" && kind(id(3)) == "some" && kind(id(9)) == "many")
	of := func(v any) string {
		switch v := v.(type) {
		case nil:
			return "nil"
		case int, string:
			_ = v
			return "scalar"
		case error:
			return v.Error()
		case *point:
			v.x++
			return "point"
		case func() int:
			return "func"
		}
		return "other"
	}
	p := &point{1, 2}
	check(of(nil) == "nil" && of(1) == "scalar" && of("x") == "scalar" && of(p) == "point" && p.x == 2)
	check(of(failure("f")) == "f" && of(2.5) == "other" && of(func() int { return 0 }) == "func")
}

type failure string

func (f failure) Error() string { return string(f) }

func Defers() {
	var log []int
	func() {
		for i := range 3 {
			defer func() { log = append(log, i) }()
		}
		defer add(&log, 10)
	}()
	check(len(log) == 4 && log[0] == 10 && log[1] == 2 && log[3] == 0)
	check(namedResult() == 3)
	n, err := recovered("x")
	check(n == 7 && err != nil)
	n, err = recovered("")
	check(n == 1 && err == nil)
	check(inLoop() == 2)
	var m map[string]int
	check(panics(func() { m["x"] = 1 }))
	check(panics(func() { _ = []int{1}[id(1)] }))
	var p *point
	check(panics(func() { p.x = 1 }))
	check(panics(func() { _ = any(1).(string) }))
	check(panics(func() { id(1 / id(0)) }))
	check(panics(func() { id(1 % id(0)) }))
	check(panics(func() { _ = text("x")[id(2):] }))
	check(panics(func() { _ = []int{1}[id(2):] }))
	check(panics(func() { _ = [1]int{}[id(1)] }))
	check(panics(func() { _ = text("x")[id(1)] }))
	check(panics(func() { _ = make([]int, id(-1)) }))
	check(panics(func() { _ = [2]int(make([]int, id(1))) }))

	check(panics(func() { close((chan int)(nil)) }))
	check(panics(func() { panic(errors.New("e")) }))
	check(!panics(func() {}))
	var f func()
	check(panics(func() { f() }))
	check(panics(func() {
		defer func() {
			recover()
			panic("again")
		}()
		panic("first")
	}))
}

func add(log *[]int, n int) { *log = append(*log, n) }

func namedResult() (n int) {
	defer func() { n++ }()
	n = 1
	return n + 1
}

func recovered(s string) (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			n, err = 7, errors.New("recovered")
		}
	}()
	if s != "" {
		panic(s)
	}
	return 1, nil
}

// inLoop counts deferred calls in a loop over a function.
func inLoop() int {
	n := 0
	func() {
		for range two {
			defer func() { n++ }()
		}
		check(n == 0)
	}()
	return n
}

func two(yield func(int) bool) { _ = yield(1) && yield(2) }

func panics(f func()) (yes bool) {
	defer func() { yes = recover() != nil }()
	f()
	return false
}

func Closures() {
	n := 0
	inc := func() int { n++; return n }
	inc()
	check(inc() == 2 && n == 2)
	c := counter()
	c()
	check(c() == 2 && counter()() == 1)
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	check(fib(6) == 8)
	check(apply(func(a, b int) int { return a * b }, 3, 4) == 12)
	a, b := divide(17, 5)
	check(a == 3 && b == 2)
	check(variadic() == 0 && variadic(1, 2) == 3 && variadic([]int{4, 5}...) == 9)
	var none func()
	check(none == nil && inc != nil)
}

func counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func apply(f func(a, b int) int, a, b int) int { return f(a, b) }
func divide(a, b int) (int, int)               { return a / b, a % b }

func variadic(ns ...int) (sum int) {
	for _, n := range ns {
		sum += n
	}
	return sum
}

func upTo(n int) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for i := range n {
			if !yield(i, "v") {
				return
			}
		}
	}
}

func Iterators() {
	n := 0
	for i, s := range upTo(10) {
		if i == 1 {
			continue
		}
		if i == 4 {
			break
		}
		n += i + len(s)
	}
	check(n == 8)
	check(first(5) == 2)
outer:
	for i := range upTo(3) {
		for j := range upTo(3) {
			if j == 1 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			n++
		}
	}
	check(n == 10)
}

func first(n int) int {
	for i := range upTo(n) {
		if i == 2 {
			return i
		}
	}
	return -1
}

// The values that a select receives are those of its cases, wherever cases that send stand.
func Selects() {
	full, empty := make(chan int), make(chan bool)
	texts, numbers := make(chan string, 1), make(chan int, 2)
	texts <- "x"
	select {
	case full <- 1:
		check(false)
	case s := <-texts:
		check(s == "x")
	}
	numbers <- 7
	select {
	case full <- 1:
		check(false)
	case <-empty:
		check(false)
	case full <- 2:
		check(false)
	case n, ok := <-numbers:
		check(n == 7 && ok)
	case s := <-texts:
		check(s == "")
	}
	close(numbers)
	select {
	case full <- 1:
		check(false)
	case n, ok := <-numbers:
		check(n == 0 && !ok)
	}
	select {
	case texts <- "y":
	case <-empty:
		check(false)
	default:
		check(false)
	}
	check(<-texts == "y")
	select {
	case full <- 1:
		check(false)
	default:
	}
}

// A function that recovers returns its results as they are: zero, unless they have names.
func RecoveredResults() {
	check(recoveredOne() == 0)
	a, b := recoveredTwo()
	check(a == 0 && b == "")
	check(recoveredNamed() == 3)
	recoveredNone()
}

func recoveredOne() int {
	defer func() { recover() }()
	panic("one")
}

func recoveredTwo() (int, string) {
	defer func() { recover() }()
	panic("two")
}

func recoveredNamed() (n int) {
	defer func() { recover() }()
	n = 3
	panic("named")
}

func recoveredNone() {
	defer func() { recover() }()
	panic("none")
}
