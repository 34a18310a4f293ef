// Two methods of one value send on its field.
package reported

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
	p.stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
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
