// A sync.Locker of a read lock excludes no other of the kind.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var mu sync.RWMutex
	locker := mu.RLocker()
	go func() {
		locker.Lock()
		defer locker.Unlock()
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	locker.Lock()
	defer locker.Unlock()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
