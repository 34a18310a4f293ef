// The handler runs many times, each with a stream of its own that nobody else gets.
package silent

import (
	"google.golang.org/grpc"

	"streamvet.test/oldchatpb"
)

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
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
	oldchatpb.RegisterChatServer(g, &server{})
	return g
}
