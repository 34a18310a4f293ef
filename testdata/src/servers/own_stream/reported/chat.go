// The handler's writer drains a queue, and the handler sends beside it.
package reported

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
			stream.Send(m) // want "sendsend"
		}
	}()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		queue <- m
		stream.Send(&chatpb.Msg{Text: "got it"})
	}
}

func serve(g *grpc.Server) {
	chatpb.RegisterChatServer(g, &server{})
}
