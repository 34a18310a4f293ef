// A handler starts a goroutine for each message, and sends their replies itself.
package silent

import "streamvet.test/oldchatpb"

type server struct {
	oldchatpb.UnimplementedChatServer
}

func answer(m *oldchatpb.Msg) *oldchatpb.Msg {
	return &oldchatpb.Msg{Text: "re: " + m.Text}
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	replies := make(chan *oldchatpb.Msg, 16)
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
