// One method sends on the value's field, the other receives.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

type peer struct {
	stream oldchatpb.Chat_ConnectClient
}

func (p *peer) greet() error {
	return p.stream.Send(&oldchatpb.Msg{Text: "hi"})
}

func (p *peer) loop() {
	p.stream.Recv()
}

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	p := &peer{stream}
	go p.loop()
	return p.greet()
}
