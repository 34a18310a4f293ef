// The callee closes the channel that it waits on, but not the goroutine's.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type task struct {
	done, other chan struct{}
}

func (t *task) wait() {
	close(t.other)
	<-t.other
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	t := &task{make(chan struct{}), make(chan struct{})}
	go func() {
		defer close(t.done)
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	t.wait()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
