// Package wire has a stream that may be used by many senders.
package wire

import (
	"sync"

	"streamvet.test/chatpb"
)

type Stream struct {
	chatpb.Chat_ConnectServer
	mu sync.Mutex
}

func New(stream chatpb.Chat_ConnectServer) *Stream {
	return &Stream{Chat_ConnectServer: stream}
}

func (s *Stream) Send(m *chatpb.Msg) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Chat_ConnectServer.Send(m)
}
