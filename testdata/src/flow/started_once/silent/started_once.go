// A client's first request starts the pushes.
package silent

import (
	"time"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) error {
	started := false
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		if m.Room != "" && !started {
			started = true
			go push(stream, m.Room)
		}
	}
}

func push(stream chatpb.Chat_ConnectServer, room string) {
	for range time.Tick(time.Second) {
		stream.Send(&chatpb.Msg{Room: room})
	}
}
