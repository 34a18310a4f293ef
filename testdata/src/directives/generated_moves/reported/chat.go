// The spawned side is in a generated file, the other one is reported.
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
	return both(stream)
}

func hello(stream chatpb.Chat_ConnectClient) error {
	return stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
}
