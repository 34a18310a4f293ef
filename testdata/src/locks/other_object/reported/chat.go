// The goroutine holds the mutex of the other session.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type session struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func dial(ctx context.Context, c chatpb.ChatClient) (*session, error) {
	stream, err := c.Connect(ctx)
	return &session{stream: stream}, err
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	a, err := dial(ctx, c)
	if err != nil {
		return err
	}
	b, err := dial(ctx, c)
	if err != nil {
		return err
	}
	go func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		b.stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	a.mu.Lock()
	a.stream.Send(&chatpb.Msg{Text: "hi"})
	a.mu.Unlock()
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.stream.Send(&chatpb.Msg{Text: "hi"})
}
