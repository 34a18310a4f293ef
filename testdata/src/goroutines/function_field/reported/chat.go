// The struct keeps the callback, and its loop calls it from a goroutine.
package reported

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
		stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
	}}
	go t.loop()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
