// Both halves of what waits for the start are started at once.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func work(start chan struct{}, stream chatpb.Chat_ConnectClient) {
	<-start
	go stream.Recv() // want "recvrecv"
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
