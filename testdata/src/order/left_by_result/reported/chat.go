// With a named result that a deferred call may change: a receive that a context
// interrupts leaves a goroutine behind, and says
// nothing about it.
package reported

import (
	"context"
	"errors"
	"fmt"
	"io"

	"streamvet.test/chatpb"
)

type result struct {
	msg *chatpb.Msg
	err error
}

func receive(ctx context.Context, stream chatpb.Chat_ConnectServer) (*chatpb.Msg, error) {
	done := make(chan result, 1)
	go func() {
		m, err := stream.Recv() // want "recvrecv"
		done <- result{m, err}
	}()
	select {
	case <-ctx.Done():
		return nil, nil
	case r := <-done:
		return r.msg, r.err
	}
}

type server struct {
	chatpb.UnimplementedChatServer
}

func (s *server) greet(ctx context.Context, stream chatpb.Chat_ConnectServer) error {
	_, err := receive(ctx, stream)
	if err != nil {
		return fmt.Errorf("greeting: %w", err)
	}
	return nil
}

func (s *server) Connect(stream chatpb.Chat_ConnectServer) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("panic")
		}
	}()
	ctx, cancel := context.WithCancel(stream.Context())
	defer cancel()
	if err := s.greet(ctx, stream); err != nil {
		return err
	}
	for {
		var m *chatpb.Msg
		m, err = receive(ctx, stream)
		if err == io.EOF {
			return err
		}
		if errors.Is(err, context.Canceled) {
			return err
		}
		if err != nil {
			return err
		}
		fmt.Println(m)
	}
}
