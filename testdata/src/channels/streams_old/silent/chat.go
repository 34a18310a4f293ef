// The stream goes over the channel, and the giver goes on receiving.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	streams := make(chan oldchatpb.Chat_ConnectClient)
	go func() {
		for stream := range streams {
			stream.Send(&oldchatpb.Msg{Text: "hello"})
		}
	}()
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	streams <- stream
	close(streams)
	_, err = stream.Recv()
	return err
}
