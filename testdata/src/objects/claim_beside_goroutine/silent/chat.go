// Whoever wins the swap says goodbye, beside a goroutine that has nothing to do with the stream.
package silent

import (
	"sync/atomic"

	"streamvet.test/chatpb"
)

type Session struct {
	stream chatpb.Chat_ConnectClient
	closed atomic.Bool
	done   chan struct{}
}

func (s *Session) Close() {
	if !s.closed.CompareAndSwap(false, true) {
		return
	}
	go func() { close(s.done) }()
	s.stream.Send(&chatpb.Msg{Text: "bye"})
}

func New(stream chatpb.Chat_ConnectClient) *Session {
	s := &Session{stream: stream, done: make(chan struct{})}
	go func() {
		for {
			if _, err := stream.Recv(); err != nil {
				s.Close()
				return
			}
		}
	}()
	return s
}
