package values

type shape interface {
	area() int
	scale(n int)
}

type square struct{ side int }

func (s *square) area() int   { return s.side * s.side }
func (s *square) scale(n int) { s.side *= n }

type rect struct{ w, h int }

func (r rect) area() int   { return r.w * r.h }
func (r rect) scale(n int) { r.w *= n }

type named struct {
	*square
	label
	name string
}

type label struct{ text string }

func (l label) get() string         { return l.text }
func (l *label) set(text string)    { l.text = text }
func (l *label) chain() *label      { return l }
func (n named) String() string      { return n.name }
func (n *named) rename(s string)    { n.name = s }
func describe(s shape) int          { return s.area() }
func (f function) area() int        { return f() }
func (f function) scale(int)        {}
func (n celsius) warm() bool        { return n > 20 }
func (s strings) first() string     { return s[0] }
func (m table) get(k string) int    { return m[k] }
func (m table) put(k string, v int) { m[k] = v }

type (
	function func() int
	celsius  float64
	strings  []string
	table    map[string]int
	wrapped  struct{ shape }
	deep     struct{ wrapped }
)

func Methods() {
	s := &square{3}
	s.scale(2)
	check(s.area() == 36)
	r := rect{2, 3}
	r.scale(10) // of a copy
	check(r.area() == 6)
	var sh shape = s
	sh.scale(2)
	check(sh.area() == 144 && s.side == 12)
	sh = r
	check(describe(sh) == 6 && describe(&r) == 6)
	sh = function(func() int { return 42 })
	check(sh.area() == 42)
	check(celsius(21).warm() && strings{"a"}.first() == "a")
	t := table{}
	t.put("x", 1)
	check(t.get("x") == 1)
}

func MethodValues() {
	s := &square{3}
	area, scale := s.area, s.scale
	scale(2)
	check(area() == 36)
	check((*square).area(s) == 36 && rect.area(rect{1, 2}) == 2)
	r := rect{2, 3}
	bound := r.area // of a copy
	r.w = 100
	check(bound() == 6)
	var sh shape = s
	f := sh.area
	sh = r
	check(f() == 36)
	g := shape.area
	check(g(s) == 36)
	check(panics(func() {
		var none shape
		_ = none.area
	}))
}

func Embedding() {
	n := &named{&square{2}, label{"l"}, "n"}
	n.scale(2)
	check(n.area() == 16 && n.side == 4)
	n.set("m")
	check(n.get() == "m" && n.text == "m")
	n.chain().set("o")
	check(n.text == "o")
	n.rename("x")
	check(n.String() == "x")
	var sh shape = n
	check(sh.area() == 16)
	get := n.get
	n.set("later")
	check(get() == "o")
	d := deep{wrapped{&square{3}}}
	check(d.area() == 9)
	sh = d
	sh.scale(2)
	check(sh.area() == 36 && d.area() == 36)
	_, ok := sh.(interface{ rename(string) })
	check(!ok)
	_, ok = any(n).(interface{ rename(string) })
	check(ok)
	v, ok := any(*n).(interface{ get() string })
	check(ok && v.get() == "later")
}

func Interfaces() {
	var a, b any = 1, 1
	check(a == b && a != nil)
	b = int64(1)
	check(a != b)
	a, b = point{1, 2}, point{1, 2}
	check(a == b)
	p := &point{}
	a, b = p, p
	check(a == b)
	b = &point{}
	check(a != b)
	n, ok := a.(int)
	check(!ok && n == 0)
	var err error
	check(err == nil)
	var f *failurePointer
	err = f
	check(err != nil) // of a type, though nil
	var e any = err
	_, ok = e.(error)
	check(ok)
}

type failurePointer struct{}

func (*failurePointer) Error() string { return "" }

var (
	counts   = map[string]int{"a": len(greeting)}
	greeting = text("hello")
	total    int
	shapes   []shape
)

func init() {
	total = 1
	shapes = append(shapes, &square{total})
}

func init() { total *= 10 }

func Globals() {
	check(greeting == "hello" && counts["a"] == 5 && total == 10)
	total++
	check(total == 11 && shapes[0].area() == 1)
	p := &total
	*p = 0
	check(total == 0)
}
