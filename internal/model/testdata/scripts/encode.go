package scripts

import (
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/binary"
	"encoding/csv"
	"encoding/gob"
	"encoding/json"
	"io"
	"text/template"

	"golang.org/x/time/rate"
)

// A limited counts what is read from it, and fails in the end.
type limited struct{ reads int }

func (s *limited) Read(p []byte) (int, error) {
	if s.reads++; s.reads > 3 {
		return 0, io.EOF
	}
	return len(p), nil
}

// Encoders write to what they are made of, and decoders store what they read.
func Encoders(t *template.Template) {
	var s sink
	e := json.NewEncoder(&s)
	e.Encode(1)
	e.Encode(2)
	check(s.writes == 2)
	gob.NewEncoder(&s).Encode(1)
	check(s.writes == 3)
	binary.Write(&s, binary.BigEndian, int32(1))
	check(s.writes == 4)
	t.Execute(&s, nil)
	check(s.writes == 6)
}

func Decoders() {
	var s limited
	var n int
	err := json.NewDecoder(&s).Decode(&n)
	check(s.reads == 1)
	maybe(n == 3)
	check(err == nil)
	m := 5
	check(binary.Read(unreadable{}, binary.BigEndian, &m) != nil && m == 5)
	if binary.Read(&s, binary.BigEndian, &m) == nil {
		maybe(m == 5)
	}
	check(s.reads == 2)
}

type unreadable struct{}

func (unreadable) Read([]byte) (int, error) { return 0, io.EOF }

// What is written to a filter comes to what is below it by the time that it is closed.
func Filters() {
	var a, b, c sink
	z := gzip.NewWriter(&a)
	z.Write(nil)
	maybe(a.writes == 0)
	n := a.writes
	z.Close()
	check(a.writes > n)
	w := csv.NewWriter(&b)
	w.Write(nil)
	maybe(b.writes == 0)
	n = b.writes
	w.Flush()
	check(b.writes > n)
	e := base64.NewEncoder(base64.StdEncoding, &c)
	e.Write(nil)
	maybe(c.writes == 0)
	n = c.writes
	e.Close()
	check(c.writes > n)
}

func FiltersOfReaders() {
	var s limited
	base64.NewDecoder(base64.StdEncoding, &s).Read(nil)
	check(s.reads == 1)
	r, err := gzip.NewReader(&s)
	check(err == nil && r != nil)
	r.Read(nil)
	check(s.reads == 2)
}

// A limiter lets its callers go on, unless the context ends.
func Limiters(ctx context.Context, l *rate.Limiter) {
	if l == nil {
		return
	}
	maybe(l.Wait(ctx) == nil)
	maybe(l.Allow())
}
