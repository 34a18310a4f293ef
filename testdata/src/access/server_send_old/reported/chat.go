// A goroutine of the handler sends beside the handler's own sends.
package reported

import "streamvet.test/oldchatpb"

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	go func() {
		stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
