// The other package's function makes a sender, without a lock.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/returned_sender/reported/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	send := wire.Sender(stream)
	go send("hello") // want "sendsend"
	return send("hi")
}
