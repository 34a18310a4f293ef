// Two goroutines with names of their own, a reader and a writer.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go reader(stream)
	go writer(stream)
	return nil
}

func reader(stream oldchatpb.Chat_ConnectClient) {
	stream.Recv()
}

func writer(stream oldchatpb.Chat_ConnectClient) {
	stream.Send(&oldchatpb.Msg{Text: "hi"})
}
