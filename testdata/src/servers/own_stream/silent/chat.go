// The handler's writer drains a queue, to which the handler adds: handlers have a stream each.
package silent

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	queue := make(chan *chatpb.Msg, 16)
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
		queue <- &chatpb.Msg{Text: "got it"}
	}
}

func serve(g *grpc.Server) {
	chatpb.RegisterChatServer(g, &server{})
}
