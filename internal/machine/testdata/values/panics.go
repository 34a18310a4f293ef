package values

type grid [3]int

// Panics are Go's.
func IndexPanics() {
	a, s, m := grid{1, 2, 3}, []int{1, 2}, map[string]int(nil)
	var none []int
	for _, f := range []func(){
		func() { _ = a[id(3)] },
		func() { _ = (&a)[id(-1)] },
		func() { _ = s[id(2)] },
		func() { _ = none[id(0)] },
		func() { m["a"] = 1 },
		func() { _ = "ab"[id(2)] },
		func() { _ = id(1) / id(0) },
		func() { _ = id(1) % id(0) },
	} {
		check(panics(f))
	}
	check(!panics(func() { _ = a[id(2)] + s[id(1)] + m["a"] + int("ab"[id(1)]) }))
}

func NilPanics() {
	var p *point
	var i interface{ area() int }
	var f func()
	check(panics(func() { p.x = 1 }))
	check(panics(func() { i.area() }))
	check(panics(f))
	check(panics(func() { _ = i.(shape) }))
	check(panics(func() { _ = i.area }))
	check(!panics(func() { _, _ = i.(shape) }))
}

func uid(n uint64) uint64 { return n }

// Numbers of 64 bits without a sign are larger than those with one.
func Unsigned() {
	big, small := uid(1<<63+8), uid(3)
	check(big > small && big >= small && small < big && small <= big && !(big < small) && !(big <= small))
	check(big/small == 3074457345618258605+(8+2)/3-1 || big/small > small)
	check(big%uid(8) == 0 && big>>60 == 8 && big+small-small == big && big-small < big && big != small && big|small == big+small)
	check(big&uid(8) == 8 && big^big == 0 && big*2 == 16)
	check(panics(func() { _ = big / uid(0) }) && panics(func() { _ = big % uid(0) }))
}

func Bools() {
	check(is(true) != is(false) && is(true) == is(true) && !(is(true) != is(true)))
}

// What was not set is zero.
func Zeroes() {
	var z struct {
		f  float64
		b  bool
		s  string
		p  *int
		a  [2]float64
		c  chan int
		m  map[string]float64
		fn func()
		i  any
		u  uint8
	}
	check(z.f == 0 && !z.b && z.s == "" && z.p == nil && z.a[1] == 0 && z.c == nil && z.m == nil && z.fn == nil && z.i == nil && z.u == 0)
	check(z.m["x"] == 0 && len(z.m) == 0 && len(z.s) == 0 && cap(z.c) == 0 && len(z.c) == 0 && len(z.a) == 2)
}

// What copy, append and clear do to slices that share an array.
func Overlaps() {
	s := []int{1, 2, 3, 4}
	check(copy(s[1:], s) == 3 && s[0] == 1 && s[1] == 1 && s[2] == 2 && s[3] == 3)
	check(copy(s, s[2:]) == 2 && s[0] == 2 && s[1] == 3 && s[2] == 2 && s[3] == 3)
	t := append(s[:1], 9)
	check(s[1] == 9 && len(t) == 2 && cap(t) == 4)
	t = append(s[:1:1], 8)
	check(s[1] == 9 && t[1] == 8)
	clear(s[:2])
	check(s[0] == 0 && s[1] == 0 && s[2] == 2)
	var none []int
	check(copy(none, s) == 0 && copy(s, none) == 0 && len(append(none, none...)) == 0 && append(none, none...) == nil)
	check(len(append(none, s...)) == 4)
	bytes := make([]byte, 3)
	check(copy(bytes, "ab") == 2)
	check(bytes[2] == 0)
	pointer := &[3]int{1, 2, 3}
	check(len(pointer) == 3 && cap(pointer) == 3 && len(pointer[1:]) == 2 && pointer[1:][0] == 2)
	for i, n := range pointer {
		check(n == i+1)
	}
	check(min(3, id(1), 2) == 1 && max(3, id(1), 2) == 3 && min(text("b"), "a") == "a" && max(fid(1.5), 1) == 1.5)
}
