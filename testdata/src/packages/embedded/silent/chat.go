// The struct embeds another package's type, whose method receives.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/embedded/silent/wire"
)

type peer struct {
	*wire.Conn
	name string
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	p := &peer{wire.New(stream), "peer"}
	go p.Step()
	return stream.Send(&chatpb.Msg{From: p.name})
}
