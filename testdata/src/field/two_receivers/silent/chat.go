// A client has one receiver, which gives each answer to the goroutine that has asked.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type client struct {
	mu      sync.Mutex
	stream  chatpb.Chat_ConnectClient
	waiting chan chan *chatpb.Msg
}

func (c *client) ask(text string) {
	answer := make(chan *chatpb.Msg, 1)
	c.mu.Lock()
	c.stream.Send(&chatpb.Msg{Text: text})
	c.waiting <- answer
	c.mu.Unlock()
	<-answer
}

func (c *client) receive() {
	for answer := range c.waiting {
		m, err := c.stream.Recv()
		if err != nil {
			return
		}
		answer <- m
	}
}

func chat(ctx context.Context, c chatpb.ChatClient, texts []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	client := &client{stream: stream}
	client.waiting = make(chan chan *chatpb.Msg, 16)
	go client.receive()
	var wg sync.WaitGroup
	for _, text := range texts {
		wg.Go(func() {
			client.ask(text)
		})
	}
	wg.Wait()
	return nil
}
