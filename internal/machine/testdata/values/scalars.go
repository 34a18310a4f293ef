package values

func Integers() {
	a, b := id(17), id(5)
	check(a+b == 22)
	check(a-b == 12)
	check(a*b == 85)
	check(a/b == 3)
	check(a%b == 2)
	check(-a/b == -3 && -a%b == -2)
	check(a&b == 1 && a|b == 21 && a^b == 20 && a&^b == 16)
	check(a<<2 == 68 && a>>2 == 4 && -a>>1 == -9)
	check(^a == -18)
	check(a > b && a >= b && b < a && b <= a && a != b)
	a += b
	a++
	check(a == 23)
	a <<= 1
	check(a == 46)
}

func id(n int) int { return n }

func Sizes() {
	var a uint8 = 250
	a += 10
	check(a == 4)
	var b int8 = 127
	b++
	check(b == -128)
	var c uint16
	c--
	check(c == 65535)
	n := id(300)
	check(uint8(n) == 44)
	check(int8(id(200)) == -56)
	check(uint32(id(-1)) == 1<<32-1)
	var d uint64 = 1 << 63
	check(d > 1 && d/2 == 1<<62)
	check(d>>63 == 1)
	var e uint = 3
	check(1<<e == 8)
	check(id(1)<<70 == 0)
	check(id(-1)>>70 == -1)
}

func Floats() {
	x, y := fid(1.5), fid(0.25)
	check(x+y == 1.75 && x-y == 1.25 && x*y == 0.375 && x/y == 6)
	check(-x < y && x > y && x >= y && y <= x && x != y)
	check(int(x) == 1 && int(-x) == -1)
	check(float64(id(3))/2 == 1.5)
	check(float32(x) == 1.5)
	check(fid(3) == 3)
}

func fid(x float64) float64 { return x }

func Booleans() {
	t, f := is(true), is(false)
	check(t && !f)
	check(t || f)
	check(t != f)
	check(t == !f)
	n := 0
	_ = f && called(&n)
	_ = t || called(&n)
	check(n == 0)
	_ = t && called(&n)
	check(n == 1)
}

func is(b bool) bool { return b }

func called(n *int) bool {
	*n++
	return true
}

func Strings() {
	s := text("hello")
	check(s+", world" == "hello, world")
	check(len(s) == 5)
	check(s[1] == 'e')
	check(s < "help" && s >= "hello" && s != "hallo")
	n := 0
	for i, r := range "aéb" {
		switch n {
		case 0:
			check(i == 0 && r == 'a')
		case 1:
			check(i == 1 && r == 'é')
		case 2:
			check(i == 3 && r == 'b')
		}
		n++
	}
	check(n == 3)
	check(s[1:3] == s[1:3])
}

func text(s string) string { return s }

func Constants() {
	const big = 1 << 40
	check(big>>38 == id(4))
	type weekday int
	const (
		monday weekday = iota
		tuesday
	)
	d := tuesday
	check(d == monday+1)
	var r rune = 'x'
	check(r == 120)
	var e float64 = 1 << 3
	check(e == 8.0)
}

func ComplexNumbers() {
	c := complex(fid(1), fid(2))
	d := c * c
	_ = d
	c += 1i
	check(c == c)
	e := real(c) + imag(c)
	check(e == e)
}

func MinMax() {
	a, b, c := id(3), id(1), id(2)
	check(min(a, b, c) == 1 && max(a, b, c) == 3)
	check(min(text("b"), "a") == "a")
}
