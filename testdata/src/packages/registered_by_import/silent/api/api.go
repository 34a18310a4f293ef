// Package api registers its streams with nobody.
package api

import (
	"streamvet.test/chatpb"
)

type Server struct {
	chatpb.UnimplementedChatServer
}

func (s *Server) Watch(_ *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	<-stream.Context().Done()
	return nil
}
