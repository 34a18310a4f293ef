// The wrapper receives from its queue; without wrapper there is no goroutine.
package silent

import (
	"context"
	"io"

	"streamvet.test/chatpb"
)

type prefetched struct {
	chatpb.Chat_WatchClient
	queue chan *chatpb.Msg
}

func prefetch(stream chatpb.Chat_WatchClient, n int) chatpb.Chat_WatchClient {
	if n <= 0 {
		return stream
	}
	p := &prefetched{Chat_WatchClient: stream, queue: make(chan *chatpb.Msg, n)}
	go p.pump()
	return p
}

func (p *prefetched) pump() {
	defer close(p.queue)
	for {
		m, err := p.Chat_WatchClient.Recv()
		if err != nil {
			return
		}
		p.queue <- m
	}
}

func (p *prefetched) Recv() (*chatpb.Msg, error) {
	m, ok := <-p.queue
	if !ok {
		return nil, io.EOF
	}
	return m, nil
}

func watch(ctx context.Context, c chatpb.ChatClient, n int) error {
	stream, err := c.Watch(ctx, &chatpb.WatchRequest{})
	if err != nil {
		return err
	}
	stream = prefetch(stream, n)
	for {
		if _, err := stream.Recv(); err != nil {
			return err
		}
	}
}
