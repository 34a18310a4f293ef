// The mutex is given back between asking for the flag and setting it.
package reported

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
	s.mu.Unlock()
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.stream.Send(&chatpb.Msg{Text: "bye"}) // want "sendsend"
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
