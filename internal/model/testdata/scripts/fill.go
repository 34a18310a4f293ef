package scripts

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
)

type decoded struct {
	Count  int
	Name   string
	Inner  struct{ On bool }
	List   []int
	Next   *decoded
	hidden bool
}

// What json.Unmarshal stores is unknown. It reaches exported fields only.
func Unmarshal(data []byte) {
	d := decoded{Next: &decoded{}}
	if json.Unmarshal(data, &d) != nil {
		return
	}
	maybe(d.Count > 3)
	maybe(d.Name == "lobby")
	maybe(d.Inner.On)
	maybe(len(d.List) > 0)
	maybe(d.Next.Count == 1)
	check(!d.hidden && !d.Next.hidden)
}

// Two messages may be about different things.
func UnmarshalTwice(one, other []byte) {
	var a, b decoded
	if json.Unmarshal(one, &a) == nil && json.Unmarshal(other, &b) == nil {
		maybe(a.Name == b.Name)
	}
}

func UnmarshalMap(data []byte) {
	m := map[string]int{}
	if json.Unmarshal(data, &m) != nil {
		return
	}
	_, ok := m["lobby"]
	maybe(ok)
}

func Decode(r io.Reader) {
	var d decoded
	if json.NewDecoder(r).Decode(&d) != nil {
		return
	}
	maybe(d.Count > 3)
}

func Scan(line string) {
	var a, b int
	fmt.Sscan(line, &a)
	maybe(a == 7)
	check(b == 0)
}

func Flags() {
	var port int
	flag.IntVar(&port, "port", 80, "the port")
	maybe(port == 80)
}

// What is only read stays.
func Marshal() {
	d := decoded{Count: 1}
	json.Marshal(&d)
	check(d.Count == 1)
}

// A buffer has what was read.
func ReadHeader(r io.Reader) {
	header := make([]byte, 4)
	if _, err := io.ReadFull(r, header); err != nil {
		return
	}
	maybe(header[0] == 1)
	maybe(header[3] == 1)
}

// Only the part of a buffer that is handed on is filled, and all of that.
func ReadPart(r io.Reader) {
	buf := []byte{1, 2, 3, 4}
	r.Read(buf[1:3])
	check(buf[0] == 1 && buf[3] == 4)
	maybe(buf[1] == 2)
	maybe(buf[2] == 3)
}

func ReadAll(r io.Reader) {
	buf := make([]byte, 3)
	buf[0] = 1
	r.Read(buf)
	maybe(buf[0] == 1)
	maybe(buf[2] == 0)
}

// A source counts what is read from it.
type source struct{ reads int }

func (s *source) Read(p []byte) (int, error) {
	s.reads++
	return len(p), nil
}

// A decoder reads from what it was made with, in the goroutine that decodes.
func DecoderReads() {
	var s source
	dec := json.NewDecoder(&s)
	check(s.reads == 0)
	var d decoded
	dec.Decode(&d)
	check(s.reads > 0)
	n := s.reads
	dec.Decode(&d)
	check(s.reads > n)
}

// How much is written is a number, however the writer ends.
func Written(w io.Writer) {
	n, err := fmt.Fprint(w, "text")
	maybe(err == nil)
	maybe(n == 4)
	n, err = io.WriteString(w, "text")
	maybe(err == nil)
	maybe(n == 4)
}
