// The handler runs many times, each with a stream of its own that nobody else gets.
package silent

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		if err := stream.Send(m); err != nil {
			return err
		}
	}
}

func serve() *grpc.Server {
	g := grpc.NewServer()
	chatpb.RegisterChatServer(g, &server{})
	return g
}
