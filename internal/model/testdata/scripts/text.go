package scripts

import (
	"bufio"
	"io"

	"example.com/ids"
)

// Equal values have equal texts, whatever their methods do, and what is behind a pointer may change.
func Texts(a, b ids.ID, m, n ids.Name, o *ids.Object) {
	check(a.String() == a.String() && a.Hex() == a.Hex() && n.String() == n.String())
	if a == b && m == n {
		check(a.String() == b.String() && m.String() == n.String())
	}
	maybe(a.String() == b.String())
	maybe(m.String() == n.String())
	maybe(a.Text(2) == a.Text(2))
	maybe(o.String() == o.String())
	text, err := n.Both()
	again, _ := n.Both()
	maybe(err == nil)
	maybe(text == again)
}

// No more is read than there is room for.
func ReadsInto(r io.Reader) {
	p := make([]byte, 4)
	n, err := bufio.NewReader(r).Read(p)
	check(n >= 0 && n <= len(p))
	maybe(n == 4)
	maybe(n == 0)
	maybe(err == nil)
}
