// The function that the caller calls meanwhile sends.
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
	go func() {
		stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return greet(stream)
}

func greet(stream oldchatpb.Chat_ConnectClient) error {
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
