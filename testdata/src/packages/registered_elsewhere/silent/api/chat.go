// Package api has the handlers.
package api

import "streamvet.test/chatpb"

type Server struct {
	chatpb.UnimplementedChatServer
	newest chatpb.Chat_ConnectServer
}

func (s *Server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		stream.Send(m)
	}
}
