// The end of the sender takes the token for good, and closes.
package silent

import (
	"context"
	"errors"

	"streamvet.test/chatpb"
)

func send(m *chatpb.Msg, sem chan struct{}, closed <-chan struct{}, stream chatpb.Chat_ConnectClient) error {
	select {
	case <-closed:
		return errors.New("closed")
	case sem <- struct{}{}:
		defer func() { <-sem }()
	}
	return stream.Send(m)
}

func sendAll(queue <-chan *chatpb.Msg, sem chan struct{}, closed <-chan struct{}, stream chatpb.Chat_ConnectClient) {
	defer func() {
		sem <- struct{}{} // for good
		stream.CloseSend()
	}()
	for {
		select {
		case m := <-queue:
			if send(m, sem, closed, stream) != nil {
				return
			}
		case <-closed:
			return
		}
	}
}

func recvAll(sem chan struct{}, closed chan struct{}, stream chatpb.Chat_ConnectClient) {
	for {
		m, err := stream.Recv()
		if err != nil {
			close(closed)
			return
		}
		if send(m, sem, closed, stream) != nil {
			return
		}
	}
}

func connect(ctx context.Context, c chatpb.ChatClient, queue <-chan *chatpb.Msg) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	closed := make(chan struct{})
	sem := make(chan struct{}, 1)
	go recvAll(sem, closed, stream)
	go sendAll(queue, sem, closed, stream)
	return nil
}
