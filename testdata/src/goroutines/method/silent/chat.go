// The goroutine is a method of a value that holds the stream, and receives.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type peer struct {
	stream chatpb.Chat_ConnectClient
}

func (p *peer) pump() {
	p.stream.Recv()
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	p := &peer{stream: stream}
	go p.pump()
	return p.stream.Send(&chatpb.Msg{Text: "hi"})
}
