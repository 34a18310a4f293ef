// The handler runs another package's session in a goroutine, which sends beside its Reply.
package reported

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/session_of_handler/reported/session"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	peer := session.New(stream)
	go peer.Write() // want "sendsend"
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		peer.Reply(m)
	}
}
