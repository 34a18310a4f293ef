// Whoever sets the flag says goodbye, the loop or the owner.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type Session struct {
	stream chatpb.Chat_ConnectClient
	mu     sync.Mutex
	closed bool
}

func (s *Session) Close() {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return
	}
	s.closed = true
	s.mu.Unlock()
	s.stream.Send(&chatpb.Msg{Text: "bye"})
}

func New(stream chatpb.Chat_ConnectClient) *Session {
	s := &Session{stream: stream}
	go func() {
		defer s.Close()
		for {
			if _, err := stream.Recv(); err != nil {
				return
			}
		}
	}()
	return s
}
