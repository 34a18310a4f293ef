// The field is a closure that locks, and is called by the loop and by the caller.
package silent

import (
	"context"
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type session struct {
	send func(*chatpb.Msg) error
}

func (s *session) heartbeat() {
	for range time.Tick(time.Second) {
		if err := s.send(&chatpb.Msg{Text: "ping"}); err != nil {
			return
		}
	}
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	s := &session{send: func(m *chatpb.Msg) error {
		mu.Lock()
		defer mu.Unlock()
		return stream.Send(m)
	}}
	go s.heartbeat()
	return s.send(&chatpb.Msg{Text: "hi"})
}
