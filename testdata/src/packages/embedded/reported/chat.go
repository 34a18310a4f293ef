// The struct embeds another package's type, whose method sends.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/embedded/reported/wire"
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
	go p.Step() // want "sendsend"
	return stream.Send(&chatpb.Msg{From: p.name})
}
