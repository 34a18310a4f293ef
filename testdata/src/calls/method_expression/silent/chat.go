// The method expression calls the method that receives.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type peer struct {
	stream chatpb.Chat_ConnectClient
}

func (p *peer) send() { p.stream.Send(&chatpb.Msg{Text: "ping"}) }
func (p *peer) recv() { p.stream.Recv() }

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	p := &peer{stream}
	go (*peer).recv(p)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
