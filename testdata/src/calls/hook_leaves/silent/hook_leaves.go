// A server acknowledges what its hook has answered, in place.
package silent

import "streamvet.test/chatpb"

type server struct {
	chatpb.UnimplementedChatServer
	hook func(chatpb.Chat_ConnectServer, *chatpb.Msg)
}

func newServer() *server {
	return &server{hook: func(stream chatpb.Chat_ConnectServer, m *chatpb.Msg) {
		stream.Send(m)
	}}
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		s.hook(stream, m)
		if err := stream.Send(&chatpb.Msg{Text: "got it"}); err != nil {
			return err
		}
	}
}
