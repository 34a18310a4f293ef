// A method of the embedded type receives on the embedded type's field.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type base struct {
	stream chatpb.Chat_ConnectClient
}

func (b *base) loop() {
	b.stream.Recv()
}

type peer struct {
	base
	name string
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	p := &peer{base: base{stream}, name: "peer"}
	go p.loop()
	return p.stream.Send(&chatpb.Msg{From: p.name})
}
