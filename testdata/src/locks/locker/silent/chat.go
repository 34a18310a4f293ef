// A sync.Locker of a mutex excludes the mutex.
package silent

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
	var mu sync.Mutex
	var locker sync.Locker = &mu
	go func() {
		locker.Lock()
		defer locker.Unlock()
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	locker.Lock()
	defer locker.Unlock()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
