package values

import "unsafe"

type point struct{ x, y int }

type line struct {
	from, to point
	name     string
}

func Structs() {
	l := line{point{1, 2}, point{3, 4}, "l"}
	k := l
	k.from.x = 10
	check(l.from.x == 1 && k.from.x == 10)
	p := &l
	p.to.y = 20
	check(l.to.y == 20)
	q := p
	q.name = "q"
	check(l.name == "q" && p == q)
	check(l.from == point{1, 2} && l.from != l.to)
	check(origin().x == 0)
	*p = line{}
	check(l == line{})
	var zero struct{}
	check(zero == struct{}{})
}

func origin() point { return point{} }

func Arrays() {
	a := [3]int{1, 2, 3}
	b := a
	b[1] = 20
	check(a[1] == 2 && b[1] == 20)
	check(a != b && a == [3]int{1, 2, 3})
	var zero, some [3]int // of which nobody has used an element
	some[1] = 1
	check(zero != some && some != zero && zero == [3]int{})
	sum := 0
	for i, v := range a {
		a[2] = 100 // not seen: the loop is over a copy
		sum += i * v
	}
	check(sum == 8)
	p := &a
	p[0] = 7
	check(a[0] == 7 && len(p) == 3)
	m := [2][2]int{{1, 2}, {3, 4}}
	m[1][0]++
	check(m[1][0] == 4 && m[0][1] == 2)
	check(threes()[id(1)] == 3)
}

func threes() [2]int { return [2]int{3, 3} }

func Slices() {
	s := []int{1, 2, 3}
	t := s[1:]
	t[0] = 20
	check(s[1] == 20 && len(t) == 2 && cap(t) == 2)
	s = append(s, 4)
	s[0] = 10
	check(len(s) == 4 && s[3] == 4)
	u := append([]int(nil), s...)
	u[0] = 0
	check(s[0] == 10)
	check(copy(u, []int{7, 8}) == 2 && u[0] == 7 && u[1] == 8 && u[2] == 3)
	var none []int
	check(none == nil && len(none) == 0)
	for range none {
		check(false)
	}
	v := make([]int, 2, 10)
	w := append(v, 1)
	x := append(v, 2) // in place, as w
	check(w[2] == 2 && len(x) == 3)
	y := append(v[:2:2], 3)
	check(x[2] == 2 && y[2] == 3)
	clear(v)
	check(v[0] == 0)
	n := 0
	for i := range 5 {
		n += i
	}
	check(n == 10)
	p := (*[2]int)(s)
	p[1] = 99
	check(s[1] == 99)
	a := [2]int(s)
	a[0] = -1
	check(s[0] == 10 && a[1] == 99)
}

// Buffers are long, and few of their elements are used.
func Buffers() {
	b := make([]int, 100)
	b[3], b[20], b[45] = 3, 20, 45
	check(copy(b[10:], b[:40]) == 40)
	check(b[13] == 3 && b[30] == 20 && b[3] == 3 && b[20] == 0 && b[45] == 0)
	c := append(b[:2:2], b[10:90]...)
	c[5]++
	check(len(c) == 82 && c[5] == 4 && b[13] == 3 && c[22] == 20 && c[81] == 0)
	d := make([]int, 100)
	d[1], d[60] = 1, 60
	check(copy(d, b[50:]) == 50 && d[1] == 0 && d[60] == 60)
}

func Maps() {
	m := map[string]int{"a": 1}
	m["b"] = 2
	v, ok := m["b"]
	check(v == 2 && ok && len(m) == 2)
	_, ok = m["c"]
	check(!ok && m["c"] == 0)
	m["a"]++
	check(m["a"] == 2)
	delete(m, "a")
	check(len(m) == 1)
	sum := 0
	for k, v := range m {
		check(k == "b")
		sum += v
	}
	check(sum == 2)
	n := m
	n["z"] = 26
	check(m["z"] == 26)
	var none map[point]bool
	check(!none[point{1, 2}] && none == nil)
	ps := map[point]string{{1, 2}: "p"}
	check(ps[point{1, 2}] == "p" && ps[point{2, 1}] == "")
	of := map[any]int{1: 1, "1": 2, true: 3}
	check(of[1] == 1 && of["1"] == 2 && of[true] == 3)
	clear(m)
	check(len(n) == 0)
	nested := map[string]map[string]int{"x": {"y": 1}}
	nested["x"]["z"] = 2
	check(len(nested["x"]) == 2)
}

func Pointers() {
	x := 1
	p := &x
	pp := &p
	**pp = 2
	check(x == 2)
	y := new(int)
	*pp = y
	*p = 3
	check(*y == 3 && x == 2)
	var none *point
	check(none == nil && p != nil)
	u := unsafe.Pointer(y)
	check((*int)(u) == y && u != nil)
	s := []point{{1, 2}, {3, 4}}
	q := &s[1]
	q.x = 30
	check(s[1].x == 30)
	f := &q.y
	*f = 40
	check(s[1] == point{30, 40})
}

func Channels() {
	c := make(chan int, 2)
	c <- 1
	c <- 2
	check(len(c) == 2 && cap(c) == 2)
	v, ok := <-c
	check(v == 1 && ok)
	close(c)
	v, ok = <-c
	check(v == 2 && ok)
	v, ok = <-c
	check(v == 0 && !ok)
	select {
	case v, ok := <-c:
		check(v == 0 && !ok)
	}
	d := make(chan string)
	select {
	case <-d:
		check(false)
	case d <- "x":
		check(false)
	default:
	}
	go func() {
		d <- "sent"
		close(d)
	}()
	var got []string
	for s := range d {
		got = append(got, s)
	}
	check(len(got) == 1 && got[0] == "sent")
	var in chan<- string = d
	var out <-chan string = d
	check(in != nil && out != nil)
	e := make(chan int, 1)
	select {
	case e <- 5:
	case <-d:
	}
	f := make(chan int, 1)
	f <- 6
	select {
	case n := <-f:
		check(n == 6)
	case e <- 1:
	case s, ok := <-out:
		check(s == "" && !ok)
	}
}

type pair[A, B any] struct {
	a A
	b B
}

func makePair[A, B any](a A, b B) pair[A, B] { return pair[A, B]{a, b} }

func (p pair[A, B]) swap() pair[B, A] { return pair[B, A]{p.b, p.a} }

type number interface{ ~int | ~float64 }

func sum[T number](ts ...T) (total T) {
	for _, t := range ts {
		total += t
	}
	return total
}

func keys[M ~map[K]V, K comparable, V any](m M) int {
	n := 0
	for range m {
		n++
	}
	return n
}

func convert[To, From number](f From) To { return To(f) }

func bytesOrString[T ~string | ~[]byte](t T) int { return len(t) }

func toBytes[T ~string | ~[]byte](t T) []byte { return []byte(t) }

type stack[T any] struct{ items []T }

func (s *stack[T]) push(t T) { s.items = append(s.items, t) }

func (s *stack[T]) pop() (t T, ok bool) {
	if len(s.items) == 0 {
		return t, false
	}
	t = s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return t, true
}

func Generics() {
	p := makePair(1, "x").swap()
	check(p.a == "x" && p.b == 1)
	check(sum(1, 2, 3) == 6 && sum(0.5, 0.25) == 0.75 && sum[int]() == 0)
	check(keys(map[string]bool{"a": true, "b": false}) == 2)
	check(convert[float64](id(2)) == 2.0)
	check(bytesOrString("abc") == 3)
	_ = toBytes("abc")
	var s stack[string]
	s.push("a")
	s.push("b")
	v, ok := s.pop()
	check(v == "b" && ok)
	_, _ = s.pop()
	_, ok = s.pop()
	check(!ok)
	push := s.push
	push("c")
	check(len(s.items) == 1)
	f := makePair[int, int]
	check(f(1, 2).b == 2)
}

// What nothing stores to is zero, a struct as well.
var settings struct {
	n    int
	name string
	next *int
}

func PackageStruct() {
	check(settings.n == 0 && settings.name == "")
}

func boxed[T any](v T) any { return v }

// A type argument may be an interface: what it holds is what is boxed.
func BoxedInterfaces() {
	check(boxed[error](nil) == nil)
	check(boxed[any](3) == 3)
	check(boxed(3) == 3 && boxed(3) != any("3"))
	n, ok := boxed[any](boxed(4)).(int)
	check(ok && n == 4)
	_, ok = boxed[any](4).(error)
	check(!ok)
}
