package anchor

import (
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/streamvet/streamvet/internal/govet"
)

const text = `package p

func Greet() {
	go func() { /*1*/stream.Send(text(1)) }()
	client./*2*/Conn().Stream.
		Send(2)
	/*3*/client.Conn().Stream.Send(3)
	stream.Send/*4*/(4)
	/*5*/go func() {}()
	/*6*/func() {}()
	/*12*/go stream.Send(text(12)) // whatever else
	/*13*/defer /*14*/s.close(map[string]int{"x": 1})
	/*15*/for range all(s) {
	}
	go /*16*/func() {
		if err := work(); err != nil { /*17*/go stream.Send(17) }
	}()
/*18*/	if x := 1; x > 0 && ok(x) { other() }
	/*19*/x := func() { stream.Send(19) }
	/*20*/x = 1
	x = 2 /*21*///streamvet:ignore sendsend  because
}

func (s *Server) Broadcast() { /*7*/s.streams[ id ].Send(7) }

func (s Box[K, V]) Put() { /*8*/put() }

var hook = func() { /*9*/stream.CloseSend() }

func Odd() { /*11*/m["` + "\u202e\x1b" + `"].Send(11) }

/*10*///streamvet:ignore  sendsend
`

func TestOf(t *testing.T) {
	file := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		mark     string
		fn, expr string
	}{
		{"/*1*/", "Greet", "stream.Send"},
		{"/*2*/", "Greet", "client.Conn"},
		{"/*3*/", "Greet", "client.Conn().Stream.Send"},
		{"/*4*/", "Greet", "stream.Send"},
		{"/*5*/", "Greet", "func literal"},
		{"/*6*/", "Greet", "func literal"},
		{"/*7*/", "(*Server).Broadcast", "s.streams[id].Send"},
		{"/*8*/", "(Box).Put", "put"},
		{"/*9*/", "-", "stream.CloseSend"},
		{"/*10*/", "-", "//streamvet:ignore sendsend"},
		{"/*11*/", "Odd", `m["\u202e\x1b"].Send`}, // who reviews a baseline sees what it has
		{"/*12*/", "Greet", "stream.Send"},
		{"/*13*/", "Greet", "s.close"},
		{"/*14*/", "Greet", "s.close"},
		{"/*15*/", "Greet", "range all(s)"},
		{"/*16*/", "Greet", "func literal"},
		{"/*17*/", "Greet", "stream.Send"},
		{"/*19*/", "Greet", "stream.Send"},
		{"/*20*/", "Greet", "-"},
		{"/*21*/", "Greet", "//streamvet:ignore sendsend because"},
	} {
		at := strings.Index(text, test.mark) + len(test.mark)
		before := text[:at]
		pos := token.Position{
			Filename: file,
			Line:     strings.Count(before, "\n") + 1,
			Column:   at - strings.LastIndexByte(before, '\n'),
		}
		got := Of([]govet.Finding{{Package: "example.com/p [example.com/p.test]", Category: "sendsend", Pos: pos}})[0]
		want := Anchor{"sendsend", "example.com/p", test.fn, test.expr}
		if got != want {
			t.Errorf("%s: got %+v, want %+v", test.mark, got, want)
		}
	}
}

// What is in another package is known by its line alone.
func TestOfLine(t *testing.T) {
	file := filepath.Join(t.TempDir(), "p.go")
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	for mark, want := range map[string]string{
		"/*1*/": "func literal", "/*3*/": "client.Conn().Stream.Send", "/*5*/": "func literal",
		"/*12*/": "stream.Send", "/*13*/": "s.close", "/*15*/": "range all(s)", "/*18*/": "ok", "/*20*/": "-",
	} {
		before, _, _ := strings.Cut(text, mark)
		line := strings.Count(before, "\n") + 1
		pos := token.Position{Filename: file, Line: line, Column: 1}
		if got := Of([]govet.Finding{{Pos: pos}})[0].Expr; got != want {
			t.Errorf("line of %s: %q, want %q", mark, got, want)
		}
	}
}

func TestOfUnknown(t *testing.T) {
	dir := t.TempDir()
	notGo := filepath.Join(dir, "notes.txt")
	if err := os.WriteFile(notGo, []byte("dear all"), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, pos := range []token.Position{
		{Filename: "-"},
		{Filename: filepath.Join(dir, "missing.go"), Line: 3, Column: 1},
		{Filename: notGo, Line: 3, Column: 1},
		{Filename: notGo, Line: -1},
	} {
		got := Of([]govet.Finding{{Pos: pos}})[0]
		if want := (Anchor{"-", "-", "-", "-"}); got != want {
			t.Errorf("%v: got %+v, want %+v", pos, got, want)
		}
	}
}
