// A handler's main loop and its heartbeat both send.
package reported

import (
	"time"

	"streamvet.test/oldchatpb"
)

type server struct {
	oldchatpb.UnimplementedChatServer
	updates chan *oldchatpb.Msg
}

func (s *server) Watch(r *oldchatpb.WatchRequest, stream oldchatpb.Chat_WatchServer) error {
	go func() {
		for range time.Tick(10 * time.Second) {
			err := stream.Send(&oldchatpb.Msg{Text: "heartbeat"}) // want "sendsend"
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
