// Nothing is put where the loop looks for what says that it runs: each call starts one.
package reported

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
	go s.loop()
}

func (s *Session) loop() {
	for {
		if _, err := s.stream.Recv(); err != nil { // want "recvrecv"
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
