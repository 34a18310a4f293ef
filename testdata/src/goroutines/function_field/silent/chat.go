// The struct keeps the callback, and calls it in place.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type ticker struct {
	tick func()
}

func (t *ticker) loop() {
	for range 3 {
		t.tick()
	}
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	t := &ticker{tick: func() {
		stream.Send(&chatpb.Msg{Text: "ping"})
	}}
	t.loop()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
