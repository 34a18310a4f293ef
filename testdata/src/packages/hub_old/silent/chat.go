// The handlers broadcast by another package's hub, which has a lock for it.
package silent

import (
	"google.golang.org/grpc"

	"streamvet.test/oldchatpb"
	"streamvet.test/packages/hub_old/silent/hub"
)

type server struct {
	oldchatpb.UnimplementedChatServer
	hub *hub.Hub
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	s.hub.Add(stream)
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.hub.Broadcast(m)
	}
}

func serve(g *grpc.Server) {
	oldchatpb.RegisterChatServer(g, &server{hub: new(hub.Hub)})
}
