// A type parameter that is constrained by a stream, with two senders.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func pump[S chatpb.Chat_ConnectClient](stream S) error {
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	return pump(stream)
}
