// A lost connection gets a new stream, whose only receiver is the new one.
package silent

import (
	"context"
	"time"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	for {
		stream, err := c.Connect(ctx)
		if err != nil {
			return err
		}
		go receive(stream)
		for stream.Send(&oldchatpb.Msg{Text: "hi"}) == nil {
		}
		time.Sleep(time.Second)
	}
}

func receive(stream oldchatpb.Chat_ConnectClient) {
	for {
		if _, err := stream.Recv(); err != nil {
			return
		}
	}
}
