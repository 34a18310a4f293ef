// The wrapper's promoted SendMsg and the embedded stream's Send by its name.
package reported

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
		p.SendMsg(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return p.Chat_ConnectServer.Send(&chatpb.Msg{Room: p.room})
}
