// A Send that takes too long is left behind: the next one is tried all the same.
package reported

import (
	"context"
	"errors"
	"time"

	"streamvet.test/chatpb"
)

var errSlow = errors.New("too slow")

type sender struct {
	stream chatpb.Chat_ConnectClient
	err    error
}

func (s *sender) send(m *chatpb.Msg) error {
	if s.err != nil {
		return s.err
	}
	sent := make(chan error, 1)
	go func() {
		sent <- s.stream.Send(m) // want "closesend" "sendsend"
	}()
	select {
	case err := <-sent:
		s.err = err
		return err
	case <-time.After(time.Second):
		return errSlow
	}
}

func (s *sender) finish() error {
	if s.err != nil {
		return s.err
	}
	return s.stream.CloseSend()
}

func export(ctx context.Context, c chatpb.ChatClient, msgs []*chatpb.Msg) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &sender{stream: stream}
	for _, m := range msgs {
		if err := s.send(m); err != nil && !errors.Is(err, errSlow) {
			return err
		}
	}
	return s.finish()
}
