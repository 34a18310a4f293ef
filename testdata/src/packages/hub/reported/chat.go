// The handlers broadcast by another package's hub, which has no lock for it.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
	"streamvet.test/packages/hub/reported/hub"
)

type server struct {
	chatpb.UnimplementedChatServer
	hub *hub.Hub
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	s.hub.Add(stream)
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.hub.Broadcast(m) // want "sendsend"
	}
}

func serve(g *grpc.Server) {
	chatpb.RegisterChatServer(g, &server{hub: new(hub.Hub)})
}
