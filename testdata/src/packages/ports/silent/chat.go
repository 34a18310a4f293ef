// The interface, its implementation with a lock and its use are in three packages.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/ports/silent/adapter"
	"streamvet.test/packages/ports/silent/port"
)

func use(out port.Sender) error {
	go out.Send("hello")
	return out.Send("hi")
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	return use(adapter.New(stream))
}
