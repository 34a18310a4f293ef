// Each worker takes a stream from the channel: one of its own.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	streams := make(chan chatpb.Chat_ConnectClient)
	for range 2 {
		go func() {
			stream := <-streams
			stream.Send(&chatpb.Msg{Text: "hello"})
		}()
	}
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	streams <- stream
	stream, err = c.Connect(ctx)
	if err != nil {
		return err
	}
	streams <- stream
	return nil
}
