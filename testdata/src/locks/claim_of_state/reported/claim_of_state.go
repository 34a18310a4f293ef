// A state is looked at and set under one mutex, another state is no obstacle.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type state int

const (
	idle state = iota
	busy
	closed
)

type server struct {
	chatpb.UnimplementedChatServer
	mu     sync.Mutex
	state  state
	stream chatpb.Chat_UploadClient
}

func (s *server) begin() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.state == closed {
		return false
	}
	s.state = busy
	return true
}

func (s *server) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.state = idle
}

func (s *server) Publish(_ context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	if !s.begin() {
		return nil, context.Canceled
	}
	defer s.end()
	return &chatpb.Ack{}, s.stream.Send(m) // want "sendsend"
}
