// Two instances of a generic type share a stream.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type tagged[T any] struct {
	stream chatpb.Chat_ConnectClient
	tag    T
}

func (t *tagged[T]) send(m *chatpb.Msg) error {
	return t.stream.Send(m) // want "sendsend"
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	other := stream
	a := &tagged[string]{stream, "a"}
	b := &tagged[int]{other, 1}
	go a.send(&chatpb.Msg{Text: "hi"})
	return b.send(&chatpb.Msg{Text: "hi"})
}
