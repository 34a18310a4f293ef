// The two senders share the mutex that both pointers lead to.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type sender struct {
	mu     *sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (s sender) send(m *chatpb.Msg) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stream.Send(m)
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	mu := new(sync.Mutex)
	other := mu
	go sender{mu, stream}.send(&chatpb.Msg{Text: "hi"})
	return sender{other, stream}.send(&chatpb.Msg{Text: "hi"})
}
