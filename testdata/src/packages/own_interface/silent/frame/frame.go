// Package frame writes to whatever has Send, one at a time.
package frame

import (
	"sync"

	"streamvet.test/chatpb"
)

// Stream is what frames are written to.
type Stream interface {
	Send(*chatpb.Msg) error
}

// A Writer writes frames.
type Writer struct {
	mu sync.Mutex
	s  Stream
}

// New returns a Writer.
func New(s Stream) *Writer { return &Writer{s: s} }

// Write writes a frame.
func (w *Writer) Write(text string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.s.Send(&chatpb.Msg{Text: text})
}
