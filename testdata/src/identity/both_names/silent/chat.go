// The wrapper's promoted RecvMsg and the embedded stream's Send by its name.
package silent

import "streamvet.test/chatpb"

type peer struct {
	chatpb.Chat_ConnectServer
	room string
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	p := &peer{stream, "lobby"}
	go func() {
		p.RecvMsg(new(chatpb.Msg))
	}()
	return p.Chat_ConnectServer.Send(&chatpb.Msg{Room: p.room})
}
