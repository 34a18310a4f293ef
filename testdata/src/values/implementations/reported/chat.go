// Of the interface's two implementations, the one without a lock is used.
package reported

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
	p.stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
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
	say(&plain{stream})
	return nil
}
