// A client receives each answer in the goroutine that has asked.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type client struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (c *client) ask(text string) {
	c.mu.Lock()
	c.stream.Send(&chatpb.Msg{Text: text})
	c.mu.Unlock()
	c.stream.Recv() // want "recvrecv"
}

func chat(ctx context.Context, c chatpb.ChatClient, texts []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	client := &client{stream: stream}
	var wg sync.WaitGroup
	for _, text := range texts {
		wg.Go(func() {
			client.ask(text)
		})
	}
	wg.Wait()
	return nil
}
