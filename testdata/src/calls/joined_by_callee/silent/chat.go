// The callee waits for the goroutine's channel.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type task struct {
	done, other chan struct{}
}

func (t *task) wait() {
	<-t.done
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	t := &task{make(chan struct{}), make(chan struct{})}
	go func() {
		defer close(t.done)
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	t.wait()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
