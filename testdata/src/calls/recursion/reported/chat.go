// The recursion ends in a send, beside the goroutine's.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return descend(stream, 3)
}

func descend(stream chatpb.Chat_ConnectClient, n int) error {
	if n > 0 {
		return descend(stream, n-1)
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
