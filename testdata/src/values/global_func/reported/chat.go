// The package's function variable is the stream's Send.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

var report = func(m *chatpb.Msg) error { return nil }

func beat() {
	report(&chatpb.Msg{Text: "alive"}) // want "sendsend"
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	report = stream.Send
	go beat()
	return report(&chatpb.Msg{Text: "hi"})
}
