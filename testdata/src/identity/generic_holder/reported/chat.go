// A generic box holds the stream of the goroutine.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type box[T any] struct {
	value T
}

func (b *box[T]) get() T { return b.value }

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	other, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	defer other.CloseSend()
	b := &box[chatpb.Chat_ConnectClient]{stream}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return b.get().Send(&chatpb.Msg{Text: "hi"})
}
