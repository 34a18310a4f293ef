// Of the interface's two implementations, the one with a lock is used.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type sink interface {
	put(text string)
}

type plain struct {
	stream chatpb.Chat_ConnectClient
}

func (p *plain) put(text string) {
	p.stream.Send(&chatpb.Msg{Text: text})
}

type safe struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (s *safe) put(text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.stream.Send(&chatpb.Msg{Text: text})
}

func say(out sink) {
	go out.put("hello")
	out.put("hi")
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	say(&safe{stream: stream})
	return nil
}
