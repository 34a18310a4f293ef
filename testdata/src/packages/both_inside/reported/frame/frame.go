// Package frame writes to whatever has Send.
package frame

import "streamvet.test/chatpb"

// Stream is what frames are written to.
type Stream interface {
	Send(*chatpb.Msg) error
}

// Copy sends what comes from two channels.
func Copy(s Stream, a, b <-chan string) error {
	go send(s, a)
	for text := range b {
		if err := s.Send(&chatpb.Msg{Text: text}); err != nil {
			return err
		}
	}
	return nil
}

func send(s Stream, texts <-chan string) {
	for text := range texts {
		s.Send(&chatpb.Msg{Text: text})
	}
}
