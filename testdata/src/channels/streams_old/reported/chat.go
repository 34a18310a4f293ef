// The stream goes over the channel, and the giver goes on sending.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	streams := make(chan oldchatpb.Chat_ConnectClient)
	go func() {
		for stream := range streams {
			stream.Send(&oldchatpb.Msg{Text: "hello"}) // want "sendsend"
		}
	}()
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	streams <- stream
	close(streams)
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
