// The goroutine of the handler sends only.
package silent

import "streamvet.test/oldchatpb"

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	go func() {
		stream.Send(&oldchatpb.Msg{Text: "hi"})
	}()
	for {
		if _, err := stream.Recv(); err != nil {
			return err
		}
	}
}
