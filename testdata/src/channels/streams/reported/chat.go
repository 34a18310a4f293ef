// The stream goes over the channel, and the giver goes on sending.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	streams := make(chan chatpb.Chat_ConnectClient)
	go func() {
		for stream := range streams {
			stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
		}
	}()
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	streams <- stream
	close(streams)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
