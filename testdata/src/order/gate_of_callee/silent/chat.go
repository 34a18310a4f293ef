// The helper's sender waits for its receiver, and is waited for.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type stream interface {
	Send(*chatpb.Msg) error
	Recv() (*chatpb.Msg, error)
	CloseSend() error
}

func start(s stream) <-chan struct{} {
	greeted, done := make(chan struct{}), make(chan struct{})
	relayed := make(chan struct{})
	go func() {
		s.Recv()
		close(greeted)
	}()
	go func() {
		defer close(done)
		<-greeted
		s.Send(&chatpb.Msg{Text: "hello"})
	}()
	go func() {
		<-done
		close(relayed)
	}()
	return relayed
}

func talk(s stream) {
	defer s.CloseSend()
	<-start(s)
}

func run(ctx context.Context, c chatpb.ChatClient) error {
	s, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	talk(s)
	return nil
}
