// The field is an interface of one method, and holds the stream.
package reported

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

type sender interface {
	Send(*chatpb.Msg) error
}

type discard struct{}

func (discard) Send(*chatpb.Msg) error { return nil }

type monitor struct {
	out sender
}

func (m *monitor) loop() {
	for range time.Tick(time.Second) {
		m.out.Send(&chatpb.Msg{Text: "alive"}) // want "sendsend"
	}
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	m := &monitor{stream}
	go m.loop()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
