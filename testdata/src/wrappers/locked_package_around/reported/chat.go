// One sender has the locked stream of the other package, one the stream in it.
package reported

import (
	"streamvet.test/chatpb"
	"streamvet.test/wrappers/locked_package_around/reported/wire"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	peer := wire.New(stream)
	go stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	return peer.Send(&chatpb.Msg{Text: "hi"})
}
