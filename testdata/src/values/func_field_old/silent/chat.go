// The field is a closure that locks, and is called by the loop and by the caller.
package silent

import (
	"context"
	"sync"
	"time"

	"streamvet.test/oldchatpb"
)

type session struct {
	send func(*oldchatpb.Msg) error
}

func (s *session) heartbeat() {
	for range time.Tick(time.Second) {
		if err := s.send(&oldchatpb.Msg{Text: "ping"}); err != nil {
			return
		}
	}
}

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	s := &session{send: func(m *oldchatpb.Msg) error {
		mu.Lock()
		defer mu.Unlock()
		return stream.Send(m)
	}}
	go s.heartbeat()
	return s.send(&oldchatpb.Msg{Text: "hi"})
}
