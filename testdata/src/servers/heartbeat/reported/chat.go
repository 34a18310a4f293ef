// The handler's heartbeat sends beside its replies.
package reported

import (
	"time"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	go func() {
		for range time.Tick(time.Second) {
			if err := stream.Send(&chatpb.Msg{Text: "ping"}); err != nil { // want "sendsend"
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
