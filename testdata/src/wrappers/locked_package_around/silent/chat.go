// Both senders have the locked stream of the other package.
package silent

import (
	"streamvet.test/chatpb"
	"streamvet.test/wrappers/locked_package_around/silent/wire"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	peer := wire.New(stream)
	go peer.Send(&chatpb.Msg{Text: "hello"})
	return peer.Send(&chatpb.Msg{Text: "hi"})
}
