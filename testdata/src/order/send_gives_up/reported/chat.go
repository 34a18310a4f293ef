// After a time-out the worker goes on with the stream that may still be sending.
package reported

import (
	"context"
	"errors"
	"log"
	"time"

	"streamvet.test/chatpb"
)

type session struct {
	stream chatpb.Chat_ConnectClient
}

func open(ctx context.Context, c chatpb.ChatClient) (*session, error) {
	stream, err := c.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &session{stream}, nil
}

func (s *session) send(m *chatpb.Msg) error {
	return withTimeout(func() error {
		return s.stream.Send(m) // want "sendsend"
	})
}

// withTimeout returns nil only after f has returned.
func withTimeout(f func() error) error {
	result := make(chan error, 1)
	go func() { result <- f() }()
	select {
	case err := <-result:
		return err
	case <-time.After(time.Second):
		return errors.New("timeout")
	}
}

func worker(ctx context.Context, c chatpb.ChatClient, queue <-chan *chatpb.Msg) error {
	s, err := open(ctx, c)
	if err != nil {
		return err
	}
	for m := range queue {
		if err := s.send(m); err != nil {
			log.Print(err)
		}
	}
	return nil
}
