// Both ways to the child take the parent's mutex.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type child struct {
	stream chatpb.Chat_ConnectClient
}

type parent struct {
	mu    sync.Mutex
	child *child
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	p := &parent{child: &child{stream}}
	go func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.child.stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.child.stream.Send(&chatpb.Msg{Text: "hi"})
}
