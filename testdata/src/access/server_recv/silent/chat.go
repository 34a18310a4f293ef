// The goroutine of the handler sends only.
package silent

import "streamvet.test/chatpb"

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	for {
		if _, err := stream.Recv(); err != nil {
			return err
		}
	}
}
