// One method sends on the value's field, the other receives.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type peer struct {
	stream chatpb.Chat_ConnectClient
}

func (p *peer) greet() error {
	return p.stream.Send(&chatpb.Msg{Text: "hi"})
}

func (p *peer) loop() {
	p.stream.Recv()
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	p := &peer{stream}
	go p.loop()
	return p.greet()
}
