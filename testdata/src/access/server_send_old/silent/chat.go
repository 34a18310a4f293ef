// The goroutine of the handler receives only.
package silent

import "streamvet.test/oldchatpb"

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	go func() {
		stream.Recv()
	}()
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
