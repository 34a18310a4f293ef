// gRPC calls handlers, no importer does: there is nothing to accept.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type Server struct{ chatpb.UnimplementedChatServer }

func (s *Server) Connect(stream chatpb.Chat_ConnectServer) error {
	return stream.Send(&chatpb.Msg{Text: "hi"}) //streamvet:ignore sendsend there is one client // want "directive"
}

func Serve() *grpc.Server {
	g := grpc.NewServer()
	chatpb.RegisterChatServer(g, &Server{})
	return g
}
