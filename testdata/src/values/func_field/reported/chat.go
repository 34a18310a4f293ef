// The field is the stream's Send, and is called by the loop and by the caller.
package reported

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

type session struct {
	send func(*chatpb.Msg) error
}

func (s *session) heartbeat() {
	for range time.Tick(time.Second) {
		if err := s.send(&chatpb.Msg{Text: "ping"}); err != nil { // want "sendsend"
			return
		}
	}
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{send: stream.Send}
	go s.heartbeat()
	return s.send(&chatpb.Msg{Text: "hi"})
}
