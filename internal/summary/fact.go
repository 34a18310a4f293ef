package summary

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// Fact is the summary of a function, for the packages that call it. It is kept
// in encoded form, so that reading the facts of many packages costs only what is
// really asked for.
type Fact struct {
	Data    []byte
	Streams bool // as Summary.Streams
}

// AFact marks Fact as an analysis.Fact.
func (*Fact) AFact() {}

func (f *Fact) String() string {
	s, err := f.Decode()
	if err != nil {
		return err.Error()
	}
	return "streamvet: " + strings.ReplaceAll(strings.TrimSpace(s.String()), "\n", "; ")
}

// MaxFactSize bounds the size of one fact, in bytes. Larger ones are not
// exported: their functions are unknown to other packages.
const MaxFactSize = 1 << 18

// NewFact encodes a summary, or returns nil if there is nothing to say or too
// much.
func NewFact(s *Summary) *Fact {
	if s.IsEmpty() {
		return nil
	}
	data := s.encode()
	if len(data) > MaxFactSize {
		return nil
	}
	return &Fact{data, s.Streams()}
}

// encode writes a summary: its version, and then the rest.
func (s *Summary) encode() []byte {
	e := &encoder{buf: binary.AppendUvarint(nil, uint64(s.Version)), strings: map[string]uint64{}}
	rest := *s
	rest.Version = 0
	e.value(reflect.ValueOf(rest))
	return e.buf
}

// Decode returns the summary. A fact that this version doesn't understand, or
// that is damaged, is an error.
func (f *Fact) Decode() (*Summary, error) {
	if len(f.Data) > MaxFactSize {
		return nil, fmt.Errorf("fact of %d bytes is too large", len(f.Data))
	}
	d := &decoder{buf: f.Data}
	if version := d.uvarint(); d.err == nil && version != Version {
		return nil, fmt.Errorf("summary has version %d, this streamvet reads version %d", version, Version)
	}
	var s Summary
	d.value(reflect.ValueOf(&s).Elem())
	if d.err == nil && len(d.buf) > 0 {
		d.fail(errors.New("something follows"))
	}
	if d.err != nil {
		return nil, fmt.Errorf("decoding a summary: %w", d.err)
	}
	s.Version = Version
	if err := s.valid(0); err != nil {
		return nil, err
	}
	return &s, nil
}

// Reach is a package fact: what the package can matter for.
type Reach struct {
	GRPC     bool // imports grpc, directly or not
	Analyzed bool // its functions have facts if there is anything to say

	// Stored has the names of the variables that functions of the package or of its
	// imports store to though they belong to another package, sorted, each followed by
	// a space.
	Stored string
}

// Stores reports whether Stored has a variable.
func (r *Reach) Stores(variable string) bool {
	return strings.HasPrefix(r.Stored, variable+" ") || strings.Contains(r.Stored, " "+variable+" ")
}

// Add adds the variables in names, each followed by a space, to Stored.
func (r *Reach) Add(names string) {
	if names == "" || names == r.Stored {
		return
	}
	all := strings.Fields(r.Stored + names)
	slices.Sort(all)
	r.Stored = strings.Join(slices.Compact(all), " ") + " "
}

// AFact marks Reach as an analysis.Fact.
func (*Reach) AFact() {}

func (r *Reach) String() string { return fmt.Sprintf("grpc=%t analyzed=%t", r.GRPC, r.Analyzed) }
