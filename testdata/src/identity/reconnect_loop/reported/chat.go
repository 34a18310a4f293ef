// A lost connection keeps its stream, and gets one more receiver.
package reported

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for {
		go receive(stream)
		for stream.Send(&chatpb.Msg{Text: "hi"}) == nil {
		}
		time.Sleep(time.Second)
	}
}

func receive(stream chatpb.Chat_ConnectClient) {
	for {
		if _, err := stream.Recv(); err != nil { // want "recvrecv"
			return
		}
	}
}
