// The stream was handed over to the goroutine, and the caller uses it again.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	if err := stream.Send(&oldchatpb.Msg{Text: "hello"}); err != nil {
		return err
	}
	go pump(stream)
	return stream.Send(&oldchatpb.Msg{Text: "bye"})
}

func pump(stream oldchatpb.Chat_ConnectClient) {
	for range 3 {
		stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
	}
}
