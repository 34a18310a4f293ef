// A named function is called once for each message received.
package silent

import "streamvet.test/chatpb"

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		answer(stream, m)
	}
}

func answer(stream chatpb.Chat_ConnectServer, m *chatpb.Msg) {
	stream.Send(&chatpb.Msg{Text: "got " + m.GetText()})
}
