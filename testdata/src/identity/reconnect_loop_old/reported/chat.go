// A lost connection keeps its stream, and gets one more receiver.
package reported

import (
	"context"
	"time"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for {
		go receive(stream)
		for stream.Send(&oldchatpb.Msg{Text: "hi"}) == nil {
		}
		time.Sleep(time.Second)
	}
}

func receive(stream oldchatpb.Chat_ConnectClient) {
	for {
		if _, err := stream.Recv(); err != nil { // want "recvrecv"
			return
		}
	}
}
