// A generic box holds another stream.
package silent

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
	b := &box[chatpb.Chat_ConnectClient]{other}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	return b.get().Send(&chatpb.Msg{Text: "hi"})
}
