// The receivers read the variable anew each time: both come to hold the new stream.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go receive(&stream)
	if err := stream.Send(&chatpb.Msg{Text: "hi"}); err == nil {
		return nil
	}
	stream, err = c.Connect(ctx)
	if err != nil {
		return err
	}
	go receive(&stream)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func receive(stream *chatpb.Chat_ConnectClient) {
	for {
		if _, err := (*stream).Recv(); err != nil { // want "recvrecv"
			return
		}
	}
}
