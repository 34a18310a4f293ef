// A handler starts a goroutine for each message, and each replies on the handler's stream.
package reported

import "streamvet.test/oldchatpb"

type server struct {
	oldchatpb.UnimplementedChatServer
}

func answer(m *oldchatpb.Msg) *oldchatpb.Msg {
	return &oldchatpb.Msg{Text: "re: " + m.Text}
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
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
