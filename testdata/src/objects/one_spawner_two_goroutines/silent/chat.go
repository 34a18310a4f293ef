// One helper starts the constructor's goroutine and that of a method, and both lock.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type Session struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func New(stream chatpb.Chat_ConnectClient, words chan string) *Session {
	s := &Session{stream: stream}
	safely(func() {
		for w := range words {
			s.mu.Lock()
			s.stream.Send(&chatpb.Msg{Text: w})
			s.mu.Unlock()
		}
	})
	return s
}

func (s *Session) Shout(text string) {
	safely(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.stream.Send(&chatpb.Msg{Text: text})
	})
}

func safely(f func()) {
	go func() {
		defer func() { recover() }()
		f()
	}()
}
