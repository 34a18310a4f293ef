// Package api registers its streams with the logger.
package api

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/registered_by_import/reported/logs"
)

type Server struct {
	chatpb.UnimplementedChatServer
}

func (s *Server) Watch(_ *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	defer logs.Forward(stream)()
	<-stream.Context().Done()
	return nil
}
