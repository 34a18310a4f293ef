// A stream type of another package that is called locked, and locks nothing.
package reported

import (
	"streamvet.test/chatpb"
	"streamvet.test/wrappers/locked_package/reported/wire"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	peer := wire.NewLocked(stream)
	go peer.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	return peer.Send(&chatpb.Msg{Text: "hi"})
}
