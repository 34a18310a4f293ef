// The handler's writer drains a queue, and the handler sends beside it.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/oldchatpb"
)

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	queue := make(chan *oldchatpb.Msg, 16)
	defer close(queue)
	go func() {
		for m := range queue {
			stream.Send(m) // want "sendsend"
		}
	}()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		queue <- m
		stream.Send(&oldchatpb.Msg{Text: "got it"})
	}
}

func serve(g *grpc.Server) {
	oldchatpb.RegisterChatServer(g, &server{})
}
