// The stream was handed over to the goroutine, and the caller uses it again.
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
	if err := stream.Send(&chatpb.Msg{Text: "hello"}); err != nil {
		return err
	}
	go pump(stream)
	return stream.Send(&chatpb.Msg{Text: "bye"})
}

func pump(stream chatpb.Chat_ConnectClient) {
	for range 3 {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}
}
