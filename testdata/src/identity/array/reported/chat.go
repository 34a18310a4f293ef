// Both elements of the array hold the one stream.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	first, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	second := first
	streams := [2]chatpb.Chat_ConnectClient{first, second}
	go func() {
		streams[0].Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return streams[1].Send(&chatpb.Msg{Text: "hi"})
}
