// A goroutine of a tomb is told to end: who sends waits until it is dead.
package silent

import (
	"context"
	"time"

	"gopkg.in/tomb.v2"
	"streamvet.test/chatpb"
)

type agent struct {
	stream chatpb.Chat_ConnectClient
	tomb   tomb.Tomb
}

func (a *agent) beat() error {
	for {
		select {
		case <-time.After(time.Second):
		case <-a.tomb.Dying():
			return nil
		}
		if err := a.stream.Send(&chatpb.Msg{Text: "alive"}); err != nil {
			return err
		}
	}
}

func run(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	a := &agent{stream: stream}
	a.tomb.Go(a.beat)
	stream.Recv()
	a.tomb.Kill(nil)
	<-a.tomb.Dead()
	return stream.Send(&chatpb.Msg{Text: "bye"})
}
