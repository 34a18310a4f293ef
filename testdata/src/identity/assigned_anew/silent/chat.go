// The variable holds another stream by the time of the second send.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go pump(stream)
	stream, err = c.Connect(ctx)
	if err != nil {
		return err
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func pump(stream chatpb.Chat_ConnectClient) {
	stream.Send(&chatpb.Msg{Text: "hi"})
}
