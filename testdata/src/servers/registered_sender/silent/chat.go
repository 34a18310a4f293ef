// A goroutine of another package pings by the server's exported method, which locks.
package silent

import (
	"errors"
	"sync"

	"streamvet.test/chatpb"
	"streamvet.test/servers/registered_sender/silent/ping"
)

type Server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	streams map[string]chatpb.Chat_ConnectServer
	pings   *ping.Handler
}

func (s *Server) Connect(stream chatpb.Chat_ConnectServer) error {
	m, err := stream.Recv()
	if err != nil {
		return err
	}
	s.mu.Lock()
	s.streams[m.From] = stream
	s.mu.Unlock()
	s.pings.Register(m.From, s)
	s.pings.Start(m.From)
	for {
		if _, err := stream.Recv(); err != nil {
			return err
		}
	}
}

// SendTo is called by handlers of HTTP requests, in other packages.
func (s *Server) SendTo(id string, m *chatpb.Msg) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	stream, ok := s.streams[id]
	if !ok {
		return errors.New("not connected")
	}
	return stream.Send(m)
}
