// The interface, its implementation without a lock and its use are in three packages.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/ports/reported/adapter"
	"streamvet.test/packages/ports/reported/port"
)

func use(out port.Sender) error {
	go out.Send("hello") // want "sendsend"
	return out.Send("hi")
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	return use(adapter.New(stream))
}
