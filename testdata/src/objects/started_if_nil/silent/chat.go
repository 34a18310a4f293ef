// The loop is started by the call that finds no channel for its end, and makes one.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type Session struct {
	stream chatpb.Chat_ConnectClient
	mu     sync.Mutex
	done   chan struct{}
}

func (s *Session) start() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.done != nil {
		return
	}
	s.done = make(chan struct{})
	go s.loop()
}

func (s *Session) loop() {
	for {
		if _, err := s.stream.Recv(); err != nil {
			return
		}
	}
}

func (s *Session) Send(m *chatpb.Msg) error {
	s.start()
	return s.stream.Send(m)
}

func use(stream chatpb.Chat_ConnectClient) {
	s := &Session{stream: stream}
	s.Send(&chatpb.Msg{})
	s.Send(&chatpb.Msg{})
}
