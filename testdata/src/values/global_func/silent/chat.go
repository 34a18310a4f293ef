// The package's function variable is the stream's Send with a lock.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

var report = func(m *chatpb.Msg) error { return nil }

func beat() {
	report(&chatpb.Msg{Text: "alive"})
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var mu sync.Mutex
	report = func(m *chatpb.Msg) error {
		mu.Lock()
		defer mu.Unlock()
		return stream.Send(m)
	}
	go beat()
	return report(&chatpb.Msg{Text: "hi"})
}
