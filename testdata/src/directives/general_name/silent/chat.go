// The directive names the category as it is called for other libraries than gRPC.
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
	go func() {
		//streamvet:ignore concurrent-write the server answers once
		stream.Send(&chatpb.Msg{Text: "tick"})
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
