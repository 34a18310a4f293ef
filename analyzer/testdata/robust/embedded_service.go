package robust

import "streamvet.test/chatpb"

// Service has an unexported method of another package.
type Service interface {
	chatpb.ChatServer
	Ready() bool
}

type service struct {
	chatpb.UnimplementedChatServer
	last chatpb.Chat_ConnectServer
}

func (s *service) Ready() bool { return s.last != nil }

func (s *service) Connect(stream chatpb.Chat_ConnectServer) error {
	s.last = stream
	return stream.Send(&chatpb.Msg{})
}

func NewService() Service { return &service{} }
