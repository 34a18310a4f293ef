// Where the timer can no longer be stopped nothing is sent.
package silent

import (
	"context"
	"errors"
	"sync"
	"time"

	"streamvet.test/chatpb"
)

// session says goodbye when nothing has been sent for a while.
type session struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
	idle   *time.Timer
}

func open(ctx context.Context, c chatpb.ChatClient) (*session, error) {
	stream, err := c.Connect(ctx)
	if err != nil {
		return nil, err
	}
	s := &session{stream: stream}
	s.wait()
	return s, nil
}

func (s *session) wait() {
	s.idle = time.AfterFunc(time.Minute, func() {
		s.stream.Send(&chatpb.Msg{Text: "bye"})
	})
}

var errIdle = errors.New("idle for too long")

// Send sends one message.
func (s *session) Send(m *chatpb.Msg) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.idle.Stop() {
		return errIdle
	}
	err := s.stream.Send(m)
	s.wait()
	return err
}
