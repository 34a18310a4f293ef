// A helper tries several times, and tells whether a try has succeeded.
package silent

import (
	"context"
	"errors"
	"time"

	"streamvet.test/chatpb"
)

type session struct {
	stream chatpb.Chat_ConnectClient
}

// send may leave the Send behind where it fails.
func (s *session) send(m *chatpb.Msg) error {
	sent := make(chan error, 1)
	go func() {
		sent <- s.stream.Send(m)
	}()
	select {
	case <-time.After(time.Second):
		return errors.New("too slow")
	case err := <-sent:
		return err
	}
}

type sender struct {
	client  chatpb.ChatClient
	session *session
}

// renew reports whether there is another session.
func (s *sender) renew(ctx context.Context) bool {
	stream, err := s.client.Connect(ctx)
	if err != nil {
		return false
	}
	s.session = &session{stream}
	return true
}

// retry calls try until it succeeds, and reports whether it has.
func retry(ctx context.Context, try func(context.Context) bool) bool {
	for range 3 {
		if try(ctx) {
			return true
		}
		time.Sleep(time.Second)
	}
	return false
}

// renewed returns another session, or an empty one.
func (s *sender) renewed(ctx context.Context) *session {
	if retry(ctx, s.renew) {
		return s.session
	}
	return &session{}
}

func run(ctx context.Context, c chatpb.ChatClient, queue <-chan *chatpb.Msg) {
	s := &sender{client: c}
	session := s.renewed(ctx)
	for m := range queue {
		if session.send(m) != nil {
			session = s.renewed(ctx)
		}
	}
}
