// What waits for the start receives twice, one after the other.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func work(start chan struct{}, stream chatpb.Chat_ConnectClient) {
	<-start
	stream.Recv()
	stream.RecvMsg(new(chatpb.Msg))
}

func run(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	start := make(chan struct{})
	go work(start, stream)
	close(start)
	return stream.Send(&chatpb.Msg{Text: "hello"})
}
