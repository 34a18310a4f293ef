// A stream type of another package that is called plain, and locks.
package silent

import (
	"streamvet.test/chatpb"
	"streamvet.test/wrappers/locked_package/silent/wire"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	peer := wire.NewPlain(stream)
	go peer.Send(&chatpb.Msg{Text: "hello"})
	return peer.Send(&chatpb.Msg{Text: "hi"})
}
