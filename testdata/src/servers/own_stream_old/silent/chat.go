// The handler's writer drains a queue, to which the handler adds: handlers have a stream each.
package silent

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
			stream.Send(m)
		}
	}()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		queue <- m
		queue <- &oldchatpb.Msg{Text: "got it"}
	}
}

func serve(g *grpc.Server) {
	oldchatpb.RegisterChatServer(g, &server{})
}
