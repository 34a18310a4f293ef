// The variable that the caller tests holds no stream where the goroutine was started.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, background bool) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	if background {
		go pump(stream)
		stream = nil
	}
	if stream == nil {
		return nil
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func pump(stream chatpb.Chat_ConnectClient) {
	stream.Send(&chatpb.Msg{Text: "hi"})
}
