// A function of a package whose types are known by aliases calls back twice at a time, what sends
// under a lock.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
	"streamvet.test/packages/alias_of_basic/silent/wire"
)

func Chat(ctx context.Context, c chatpb.ChatClient, name wire.Name) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	wire.Each(&name, func(n *string) {
		mu.Lock()
		defer mu.Unlock()
		stream.Send(&chatpb.Msg{Text: *n})
	})
	return nil
}
