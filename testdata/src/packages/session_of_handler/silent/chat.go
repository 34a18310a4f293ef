// The handler runs another package's session in a goroutine, which sends what Reply is given.
package silent

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/session_of_handler/silent/session"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	peer := session.New(stream)
	go peer.Write()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		peer.Reply(m)
	}
}
