// The replies go the way of what the handler has subscribed to.
package silent

import "streamvet.test/chatpb"

type server struct {
	chatpb.UnimplementedChatServer
	subscribe func(room string) chan *chatpb.Msg
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	first, err := stream.Recv()
	if err != nil {
		return err
	}
	feed := s.subscribe(first.Room)
	go func() {
		for m := range feed {
			stream.Send(m)
		}
	}()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		feed <- m
	}
}
