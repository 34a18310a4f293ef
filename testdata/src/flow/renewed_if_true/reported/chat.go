// There may be no other stream after a Send that is too slow, and then the old one is
// used again.
package reported

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
		sent <- s.stream.Send(m) // want "sendsend"
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

func run(ctx context.Context, c chatpb.ChatClient, queue <-chan *chatpb.Msg) {
	s := &sender{client: c}
	if !s.renew(ctx) {
		return
	}
	session := s.session
	for m := range queue {
		if session.send(m) != nil {
			s.renew(ctx)
			session = s.session
		}
	}
}
