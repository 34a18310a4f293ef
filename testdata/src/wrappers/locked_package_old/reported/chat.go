// A stream type of another package that is called locked, and locks nothing.
package reported

import (
	"streamvet.test/oldchatpb"
	"streamvet.test/wrappers/locked_package_old/reported/wire"
)

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	peer := wire.NewLocked(stream)
	go peer.Send(&oldchatpb.Msg{Text: "hello"}) // want "sendsend"
	return peer.Send(&oldchatpb.Msg{Text: "hi"})
}
