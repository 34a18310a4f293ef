package assume

type point struct {
	x, y int
	next *point
}

func open() (*point, error)
func names() []string

// What is used is not nil, and what is returned without an error neither.
func Used(p *point) {
	p.x = 1
	reached()
	if p == nil || p.x != 1 {
		never()
	}
}

func Failed() {
	p, err := open()
	if err != nil {
		if p != nil {
			never()
		}
		return
	}
	reached()
	if p == nil {
		never()
	}
}

func Unchecked() {
	p, err := open()
	p.x = 1
	reached()
	if err != nil {
		never()
	}
}

func Recovered() {
	p, _ := open()
	defer func() {
		if recover() != nil {
			reached()
			if p != nil {
				never()
			}
		}
	}()
	p.x = 1
	if p == nil {
		never()
	}
}

// Objects from outside have fields, which stay what they are.
func Chain(p *point) {
	if p.next == nil {
		return
	}
	q := p.next
	q.x = 5
	n := q.next
	reached()
	if p.next != q || p.next.x != 5 || q.next != n || q.y != p.next.y {
		never()
	}
}

// So do elements, within the length.
func Elements(s []int, i int) {
	if i < 0 || i >= len(s) {
		return
	}
	s[i] = 3
	a, b := s[0], s[0]
	reached()
	if s[i] != 3 || a != b || len(s) == 0 || i == 0 && a != 3 {
		never()
	}
}

func Parts(s []int) {
	if len(s) < 2 {
		return
	}
	t := s[1:]
	t[0] = 7
	reached()
	if s[1] != 7 || len(s) < 1 {
		never()
	}
	u := append(s[:0:0], 1, 2)
	if len(u) != 2 || u[1] != 2 {
		never()
	}
}

func Cleared(s []*point) {
	if len(s) != 2 || s[1] == nil {
		return
	}
	clear(s)
	reached()
	if s[0] != nil || s[1] != nil {
		never()
	}
}

func Array(a [4]int, p *[4]int, i int) {
	if i < 0 || i > 3 {
		return
	}
	a[i], p[i] = 1, 2
	reached()
	if a[i] != 1 || p[i] != 2 || len(p) != 4 || len(a) != 4 {
		never()
	}
}

// A map from outside has the keys that it is found to have, and no others.
func Keyed(m map[string]int, key string) {
	n, ok := m[key]
	if !ok && n != 0 {
		never()
	}
	again, still := m[key]
	reached()
	if again != n || still != ok {
		never()
	}
	m[key] = 4
	if m[key] != 4 || len(m) == 0 {
		never()
	}
	delete(m, key)
	if _, ok := m[key]; ok {
		never()
	}
}

// Structs are equal if their fields are.
func Structs(a, b point) {
	if a != b {
		return
	}
	reached()
	if a.x != b.x || a.next != b.next {
		never()
	}
}

func KeysOfStructs(a, b key) {
	m := map[key]int{a: 1}
	if _, ok := m[b]; ok {
		reached()
		if a != b {
			never()
		}
	}
}

// Conditions have their opposites.
func Opposites(b bool, n int) {
	c := !b
	m := -n
	reached()
	if c && b || !c && !b || m == -n && m != -n {
		never()
	}
}

// Functions without code give the same kinds of results as others.
func Lists() {
	s := names()
	if len(s) == 0 {
		return
	}
	reached()
	n := 0
	for range s {
		n++
	}
	if n == 0 || n != len(s) {
		never()
	}
}

// An interface value has one type.
func OneType(x any) {
	switch v := x.(type) {
	case int:
		if _, ok := x.(string); ok || x != v {
			never()
		}
	case *point:
		reached()
		if v != x.(*point) {
			never()
		}
	case nil:
		if x != nil {
			never()
		}
	}
}
