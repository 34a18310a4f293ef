// Each handler sends on the stream of the last one.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	last chatpb.Chat_ConnectServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	s.last = stream
	return s.last.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
}

func serve() *grpc.Server {
	g := grpc.NewServer()
	chatpb.RegisterChatServer(g, &server{})
	return g
}
