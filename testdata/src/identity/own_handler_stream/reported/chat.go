// The handlers share the newest client's stream through a field of the server.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	newest chatpb.Chat_ConnectServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	s.newest = stream
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		if err := s.newest.Send(m); err != nil { // want "sendsend"
			return err
		}
	}
}

func serve() *grpc.Server {
	g := grpc.NewServer()
	chatpb.RegisterChatServer(g, &server{})
	return g
}
