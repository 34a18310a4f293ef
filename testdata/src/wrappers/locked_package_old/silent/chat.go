// A stream type of another package that is called plain, and locks.
package silent

import (
	"streamvet.test/oldchatpb"
	"streamvet.test/wrappers/locked_package_old/silent/wire"
)

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	peer := wire.NewPlain(stream)
	go peer.Send(&oldchatpb.Msg{Text: "hello"})
	return peer.Send(&oldchatpb.Msg{Text: "hi"})
}
