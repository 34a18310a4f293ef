// The handler's loop selects between heartbeat and replies, and is the only sender.
package silent

import (
	"time"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	messages := make(chan *chatpb.Msg)
	go func() {
		defer close(messages)
		for {
			m, err := stream.Recv()
			if err != nil {
				return
			}
			messages <- m
		}
	}()
	for {
		select {
		case m, ok := <-messages:
			if !ok {
				return nil
			}
			stream.Send(m)
		case <-time.After(time.Second):
			stream.Send(&chatpb.Msg{Text: "ping"})
		}
	}
}
