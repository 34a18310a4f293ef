// The wrapper receives itself when its queue is empty, beside its goroutine.
package reported

import (
	"context"

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
		m, err := p.Chat_WatchClient.Recv() // want "recvrecv"
		if err != nil {
			return
		}
		p.queue <- m
	}
}

func (p *prefetched) Recv() (*chatpb.Msg, error) {
	select {
	case m, ok := <-p.queue:
		if ok {
			return m, nil
		}
	default:
	}
	return p.Chat_WatchClient.Recv()
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
