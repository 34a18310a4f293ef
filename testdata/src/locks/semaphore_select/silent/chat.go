// A channel with room for one, taken in a select, is a mutex.
package silent

import (
	"context"
	"errors"

	"streamvet.test/chatpb"
)

func send(m *chatpb.Msg, closed <-chan struct{}, sem chan struct{}, stream chatpb.Chat_ConnectClient) error {
	select {
	case <-closed:
		return errors.New("closed")
	case sem <- struct{}{}:
		defer func() { <-sem }()
	}
	return stream.Send(m)
}

func sendLoop(queue <-chan *chatpb.Msg, closed <-chan struct{}, sem chan struct{}, stream chatpb.Chat_ConnectClient) {
	for {
		select {
		case m := <-queue:
			if send(m, closed, sem, stream) != nil {
				return
			}
		case <-closed:
			return
		}
	}
}

func chat(ctx context.Context, c chatpb.ChatClient, queue <-chan *chatpb.Msg) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	closed := make(chan struct{})
	sem := make(chan struct{}, 1)
	go sendLoop(queue, closed, sem, stream)
	defer close(closed)
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		if err := send(m, closed, sem, stream); err != nil {
			return err
		}
	}
}
