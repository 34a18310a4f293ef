// A generic object whose loop sends beside its exported method.
package reported

import (
	"context"
	"sync"
	"time"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type Peer[Req, Res any] struct {
	mu     sync.Mutex
	stream grpc.BidiStreamingClient[Req, Res]
}

func New[Req, Res any](stream grpc.BidiStreamingClient[Req, Res]) *Peer[Req, Res] {
	p := &Peer[Req, Res]{stream: stream}
	go p.loop()
	return p
}

func (p *Peer[Req, Res]) loop() {
	for range time.Tick(time.Second) {
		p.stream.Send(new(Req)) // want "sendsend"
	}
}

func (p *Peer[Req, Res]) Send(m *Req) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.stream.Send(m)
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	_, err = New(stream).stream.Recv()
	return err
}
