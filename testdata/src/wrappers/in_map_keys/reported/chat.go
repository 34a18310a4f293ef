// Stop closes the streams in the map, which are not the wrapped ones.
package reported

import (
	"context"
	"io"
	"sync"

	"streamvet.test/chatpb"
)

type Server struct {
	client    chatpb.ChatClient
	mu        sync.Mutex
	instances map[chatpb.Chat_ConnectClient]struct{}
}

func (s *Server) Serve(ctx context.Context) error {
	stream, err := s.client.Connect(ctx)
	if err != nil {
		return err
	}
	s.add(stream)
	stream = &safe{Chat_ConnectClient: stream}
	serve(stream)
	return nil
}

func (s *Server) add(stream chatpb.Chat_ConnectClient) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.instances[stream] = struct{}{}
}

func (s *Server) Stop() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for stream := range s.instances {
		_ = stream.CloseSend()
	}
}

type sendRecver interface {
	Send(*chatpb.Msg) error
	Recv() (*chatpb.Msg, error)
}

func serve(stream sendRecver) {
	for {
		m, err := stream.Recv()
		if err != nil {
			return
		}
		go stream.Send(m)
	}
}

type safe struct {
	chatpb.Chat_ConnectClient
	mu     sync.Mutex
	closed bool
}

func (s *safe) CloseSend() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	return s.Chat_ConnectClient.CloseSend()
}

func (s *safe) Send(m *chatpb.Msg) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return io.EOF
	}
	return s.Chat_ConnectClient.Send(m) // want "closesend"
}
