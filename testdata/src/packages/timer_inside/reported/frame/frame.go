// Package frame writes to whatever has Send, and pings.
package frame

import (
	"time"

	"streamvet.test/chatpb"
)

// Stream is what frames are written to.
type Stream interface {
	Send(*chatpb.Msg) error
}

// A Writer writes frames.
type Writer struct {
	s    Stream
	idle *time.Timer
}

// New returns a Writer.
func New(s Stream) *Writer {
	w := &Writer{s: s}
	w.idle = time.AfterFunc(time.Minute, w.ping)
	return w
}

func (w *Writer) ping() { w.s.Send(&chatpb.Msg{Text: "ping"}) }

// Write writes a frame.
func (w *Writer) Write(text string) error {
	return w.s.Send(&chatpb.Msg{Text: text})
}
