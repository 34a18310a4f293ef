// The flag is read and set under the mutex, but not at once: two may find it unset.
package reported

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
	closed := s.closed
	s.mu.Unlock()
	if closed {
		return
	}
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.stream.Send(&chatpb.Msg{Text: "bye"}) // want "sendsend"
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
