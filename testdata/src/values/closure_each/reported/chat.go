// Two closures of one function have a mutex each.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func sender(stream chatpb.Chat_ConnectClient) func(text string) error {
	var mu sync.Mutex
	return func(text string) error {
		mu.Lock()
		defer mu.Unlock()
		return stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
	}
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	a := sender(stream)
	b := sender(stream)
	go a("hello")
	return b("hi")
}
