// The function stores the goroutine's stream where the caller finds it.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type peer struct {
	stream chatpb.Chat_ConnectClient
}

func fill(p *peer, stream chatpb.Chat_ConnectClient) {
	p.stream = stream
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	other, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	defer other.CloseSend()
	p := new(peer)
	fill(p, stream)
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	_, err = p.stream.Recv()
	if err != nil {
		return err
	}
	return p.stream.Send(&chatpb.Msg{Text: "hi"})
}
