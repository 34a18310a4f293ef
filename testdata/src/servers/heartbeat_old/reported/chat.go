// The handler's heartbeat sends beside its replies.
package reported

import (
	"time"

	"streamvet.test/oldchatpb"
)

type server struct {
	oldchatpb.UnimplementedChatServer
}

func (s *server) Connect(stream oldchatpb.Chat_ConnectServer) error {
	go func() {
		for range time.Tick(time.Second) {
			if err := stream.Send(&oldchatpb.Msg{Text: "ping"}); err != nil { // want "sendsend"
				return
			}
		}
	}()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		stream.Send(m)
	}
}
