// Two exported methods of another package's type, one of them in a goroutine: both send.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/methods/reported/wire"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	conn := wire.New(stream)
	go conn.Ping() // want "sendsend"
	return conn.Say("hi")
}
