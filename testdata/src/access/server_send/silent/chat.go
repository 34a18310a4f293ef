// The goroutine of the handler receives only.
package silent

import "streamvet.test/chatpb"

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	go func() {
		stream.Recv()
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
