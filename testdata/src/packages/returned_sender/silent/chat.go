// The other package's function makes a sender, with a lock.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/returned_sender/silent/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	send := wire.Sender(stream)
	go send("hello")
	return send("hi")
}
