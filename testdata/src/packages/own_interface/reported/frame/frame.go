// Package frame writes to whatever has Send.
package frame

import (
	"streamvet.test/chatpb"
)

// Stream is what frames are written to.
type Stream interface {
	Send(*chatpb.Msg) error
}

// A Writer writes frames.
type Writer struct {
	s Stream
}

// New returns a Writer.
func New(s Stream) *Writer { return &Writer{s: s} }

// Write writes a frame.
func (w *Writer) Write(text string) error {
	return w.s.Send(&chatpb.Msg{Text: text})
}
