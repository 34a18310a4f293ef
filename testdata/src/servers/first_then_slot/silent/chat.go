// Each handler receives from its own stream before others can find it, and what finds it sends under a lock.
package silent

import (
	"errors"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

// slot holds the stream of the last call.
type slot[S grpc.ServerStream] struct {
	mu     sync.Mutex
	stream *S
}

func (s *slot[S]) set(stream S) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stream = &stream
}

func (s *slot[S]) send(m *chatpb.Msg) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.stream == nil {
		return errors.New("nobody is connected")
	}
	return any(*s.stream).(interface{ Send(*chatpb.Msg) error }).Send(m)
}

type server struct {
	chatpb.UnimplementedChatServer
	connected slot[chatpb.Chat_ConnectServer]
	uploading slot[chatpb.Chat_UploadServer]
}

func register() *grpc.Server {
	s := grpc.NewServer()
	chatpb.RegisterChatServer(s, &server{})
	return s
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	m, err := stream.Recv()
	if err != nil {
		return err
	}
	s.connected.set(stream)
	return s.connected.send(m)
}

func (s *server) Upload(stream chatpb.Chat_UploadServer) error {
	if _, err := stream.Recv(); err != nil {
		return err
	}
	s.uploading.set(stream)
	return nil
}
