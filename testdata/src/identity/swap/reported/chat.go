// After two swaps each variable holds its first stream again.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	a, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	b, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go pump(a)
	a, b = b, a
	a, b = b, a
	_, err = b.Recv()
	if err != nil {
		return err
	}
	return a.Send(&chatpb.Msg{Text: "hi"})
}

func pump(stream chatpb.Chat_ConnectClient) {
	stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
}
