package summary

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
)

// Summaries are written without any description of their types: the version tells
// those. There are many, mostly small, and gob would begin each with a kilobyte of
// types. A number is a varint. A string is the number of an earlier one that equals
// it, or else its length and bytes. A list is its length and its elements. A struct is
// a set of bits that tells which of its exported fields aren't zero, and those.

// An encoder appends values to buf.
type encoder struct {
	buf     []byte
	strings map[string]uint64
}

func (e *encoder) value(v reflect.Value) {
	switch v.Kind() {
	case reflect.Bool:
		e.buf = append(e.buf, 1) // false is zero, which isn't written
	case reflect.Int:
		e.buf = binary.AppendVarint(e.buf, v.Int())
	case reflect.Uint8:
		e.buf = append(e.buf, byte(v.Uint()))
	case reflect.String:
		e.string(v.String())
	case reflect.Slice:
		e.buf = binary.AppendUvarint(e.buf, uint64(v.Len()))
		for i := range v.Len() {
			e.value(v.Index(i))
		}
	case reflect.Pointer:
		e.value(v.Elem())
	case reflect.Struct:
		set := fields(v)
		e.buf = binary.AppendUvarint(e.buf, set)
		for i := range v.NumField() {
			if set&(1<<i) != 0 {
				e.value(v.Field(i))
			}
		}
	}
}

// fields returns the set of the exported fields of a struct that aren't zero.
func fields(v reflect.Value) uint64 {
	var set uint64
	for i := range v.NumField() {
		if f := v.Field(i); f.CanInterface() && !f.IsZero() {
			set |= 1 << i
		}
	}
	return set
}

func (e *encoder) string(s string) {
	if n, ok := e.strings[s]; ok {
		e.buf = binary.AppendUvarint(e.buf, n)
		return
	}
	e.strings[s] = uint64(len(e.strings)) + 1
	e.buf = binary.AppendUvarint(append(e.buf, 0), uint64(len(s)))
	e.buf = append(e.buf, s...)
}

// maxPointers bounds how many pointers lead to a value, so that a damaged fact is no
// endless one. A sound one has fewer, see maxNesting.
const maxPointers = 100

// A decoder reads values from buf, and keeps the first error.
type decoder struct {
	buf      []byte
	strings  []string
	pointers int
	err      error
}

var errTruncated = errors.New("it is cut off")

func (d *decoder) fail(err error) {
	if d.err == nil {
		d.err, d.buf = err, nil
	}
}

func (d *decoder) uvarint() uint64 {
	x, n := binary.Uvarint(d.buf)
	if n <= 0 {
		d.fail(errTruncated)
		return 0
	}
	d.buf = d.buf[n:]
	return x
}

// length returns the length of something of which each element has a byte at least.
func (d *decoder) length() int {
	n := d.uvarint()
	if n > uint64(len(d.buf)) {
		d.fail(errTruncated)
		return 0
	}
	return int(n)
}

// value reads into v, which is zero.
func (d *decoder) value(v reflect.Value) {
	if d.err != nil {
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(d.byte() != 0)
	case reflect.Int:
		x, n := binary.Varint(d.buf)
		if n <= 0 || v.OverflowInt(x) {
			d.fail(errTruncated)
			return
		}
		d.buf = d.buf[n:]
		v.SetInt(x)
	case reflect.Uint8:
		v.SetUint(uint64(d.byte()))
	case reflect.String:
		v.SetString(d.string())
	case reflect.Slice:
		n := d.length()
		if n == 0 {
			return // an empty list is nil
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := 0; i < n && d.err == nil; i++ {
			d.value(v.Index(i))
		}
	case reflect.Pointer:
		if d.pointers++; d.pointers > maxPointers {
			d.fail(errors.New("it is nested too deep"))
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		d.value(v.Elem())
		d.pointers--
	case reflect.Struct:
		set := d.uvarint()
		if set>>v.NumField() != 0 {
			d.fail(fmt.Errorf("a %s has %d fields", v.Type(), v.NumField()))
		}
		for i := range v.NumField() {
			if f := v.Field(i); set&(1<<i) != 0 && f.CanSet() {
				d.value(f)
			}
		}
	}
}

func (d *decoder) byte() byte {
	if len(d.buf) == 0 {
		d.fail(errTruncated)
		return 0
	}
	b := d.buf[0]
	d.buf = d.buf[1:]
	return b
}

func (d *decoder) string() string {
	ref := d.uvarint()
	if ref == 0 {
		n := d.length()
		s := string(d.buf[:n])
		d.buf = d.buf[n:]
		d.strings = append(d.strings, s)
		return s
	}
	if ref > uint64(len(d.strings)) {
		d.fail(fmt.Errorf("there is no string %d", ref))
		return ""
	}
	return d.strings[ref-1]
}
