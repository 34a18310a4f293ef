// A handler starts a goroutine for each message, and each replies on the handler's stream.
package reported

import "streamvet.test/chatpb"

type server struct {
	chatpb.UnimplementedChatServer
}

func answer(m *chatpb.Msg) *chatpb.Msg {
	return &chatpb.Msg{Text: "re: " + m.Text}
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		go func() {
			stream.Send(answer(m)) // want "sendsend"
		}()
	}
}
