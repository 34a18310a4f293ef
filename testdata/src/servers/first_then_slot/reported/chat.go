// Each handler receives from its own stream before others can find it, but then from whichever the last one is.
package reported

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

func (s *slot[S]) recv() (*chatpb.Msg, error) {
	s.mu.Lock()
	stream := s.stream
	s.mu.Unlock()
	if stream == nil {
		return nil, errors.New("nobody is connected")
	}
	return any(*stream).(interface{ Recv() (*chatpb.Msg, error) }).Recv() // want "recvrecv"
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
	if _, err := stream.Recv(); err != nil {
		return err
	}
	s.connected.set(stream)
	for {
		if _, err := s.connected.recv(); err != nil {
			return err
		}
	}
}

func (s *server) Upload(stream chatpb.Chat_UploadServer) error {
	if _, err := stream.Recv(); err != nil {
		return err
	}
	s.uploading.set(stream)
	return nil
}
