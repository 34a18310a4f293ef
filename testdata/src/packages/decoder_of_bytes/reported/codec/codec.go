// Package codec decodes messages by reflection.
package codec

import (
	"bufio"
	"io"
	"reflect"
)

// A Decoder reads messages.
type Decoder struct {
	r *bufio.Reader
}

// NewDecoder returns a decoder that reads from r.
func NewDecoder(r io.Reader) *Decoder { return &Decoder{r: bufio.NewReader(r)} }

// Decode stores the next message in what v points to.
func (d *Decoder) Decode(v any) error {
	s := reflect.ValueOf(v).Elem()
	for i := range s.NumField() {
		b, err := d.r.ReadByte()
		if err != nil {
			return err
		}
		if b != 0 {
			set(s, i, b)
		}
	}
	return nil
}

func set(s reflect.Value, i int, b byte) {
	if f, ok := setters[s.Field(i).Kind()]; ok {
		f(s, i, b)
	}
}

var setters map[reflect.Kind]func(s reflect.Value, i int, b byte)
