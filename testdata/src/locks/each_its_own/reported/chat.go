// The loop of each object sends without the lock that the others of its senders hold.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type tunnel struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func dial(ctx context.Context, c chatpb.ChatClient) *tunnel {
	stream, err := c.Connect(ctx)
	if err != nil {
		return nil
	}
	t := &tunnel{stream: stream}
	go t.serve()
	return t
}

func (t *tunnel) serve() {
	for {
		m, err := t.stream.Recv()
		if err != nil {
			return
		}
		t.stream.Send(m) // want "sendsend"
	}
}

func (t *tunnel) send(m *chatpb.Msg) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.stream.Send(m)
}

func use(ctx context.Context, c chatpb.ChatClient, count int) {
	tunnels := make([]*tunnel, count)
	var wg sync.WaitGroup
	wg.Add(count)
	for i := 0; i < count; i++ {
		go func() {
			defer wg.Done()
			tunnels[i] = dial(ctx, c)
		}()
	}
	wg.Wait()
	tunnels[0].send(&chatpb.Msg{Text: "hi"})
	for i := 1; i < count; i++ {
		tunnels[i].send(&chatpb.Msg{Text: "hi"})
	}
}
