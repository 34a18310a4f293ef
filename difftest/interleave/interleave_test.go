package interleave

import (
	"strings"
	"testing"
)

// TestInsert checks that lines stay where they are.
func TestInsert(t *testing.T) {
	const text = `package p

func f(c chan int, n int) {
	select {
	case <-c:
		g()
	}
	switch n {
	case 1:
		g()
	}
}
`
	got, err := Insert("p.go", text, "yield()")
	if err != nil {
		t.Fatal(err)
	}
	want := strings.NewReplacer("\tselect", "\tyield(); select", "\tswitch", "\tyield(); switch", "\tg()", "\tyield(); g()").Replace(text)
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
