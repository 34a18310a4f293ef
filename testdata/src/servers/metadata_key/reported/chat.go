// The handler takes for granted that the metadata have its keys.
package reported

import (
	"sync"

	"google.golang.org/grpc/metadata"
	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	mu      sync.Mutex
	streams map[string]chatpb.Chat_ConnectServer
}

func newServer() *server {
	return &server{streams: map[string]chatpb.Chat_ConnectServer{}}
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	md, _ := metadata.FromIncomingContext(stream.Context())
	token, name, room, peer := md["token"][0], md["name"][0], md["room"][0], md["peer"][0]
	if token == "" {
		return nil
	}
	s.mu.Lock()
	s.streams[room+name] = stream
	other := s.streams[room+peer]
	s.mu.Unlock()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		if other != nil {
			other.Send(m) // want "sendsend"
		}
	}
}
