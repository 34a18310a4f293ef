// Each element of the array holds a stream of its own.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	first, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	second, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	streams := [2]chatpb.Chat_ConnectClient{first, second}
	go func() {
		streams[0].Send(&chatpb.Msg{Text: "hi"})
	}()
	return streams[1].Send(&chatpb.Msg{Text: "hi"})
}
