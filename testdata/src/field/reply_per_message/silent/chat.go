// A handler starts a goroutine for each message, and sends their replies itself.
package silent

import "streamvet.test/chatpb"

type server struct {
	chatpb.UnimplementedChatServer
}

func answer(m *chatpb.Msg) *chatpb.Msg {
	return &chatpb.Msg{Text: "re: " + m.Text}
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	replies := make(chan *chatpb.Msg, 16)
	go func() {
		for reply := range replies {
			stream.Send(reply)
		}
	}()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		go func() {
			replies <- answer(m)
		}()
	}
}
