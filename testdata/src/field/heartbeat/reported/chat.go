// A handler's main loop and its heartbeat both send.
package reported

import (
	"time"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	updates chan *chatpb.Msg
}

func (s *server) Watch(r *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	go func() {
		for range time.Tick(10 * time.Second) {
			err := stream.Send(&chatpb.Msg{Text: "heartbeat"}) // want "sendsend"
			if err != nil {
				return
			}
		}
	}()
	for update := range s.updates {
		err := stream.Send(update)
		if err != nil {
			return err
		}
	}
	return nil
}
