// Another field is set between asking for the flag and setting it, all under the mutex.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type Session struct {
	stream chatpb.Chat_ConnectClient
	mu     sync.Mutex
	closed bool
	cause  error
}

func (s *Session) Close(cause error) {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return
	}
	if s.cause != nil {
		cause = s.cause
	}
	s.cause = cause
	s.closed = true
	s.mu.Unlock()
	s.stream.Send(&chatpb.Msg{Text: "bye"})
}

func New(stream chatpb.Chat_ConnectClient) *Session {
	s := &Session{stream: stream}
	go func() {
		for {
			if _, err := stream.Recv(); err != nil {
				s.Close(err)
				return
			}
		}
	}()
	return s
}
