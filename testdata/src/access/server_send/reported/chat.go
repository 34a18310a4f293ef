// A goroutine of the handler sends beside the handler's own sends.
package reported

import "streamvet.test/chatpb"

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
