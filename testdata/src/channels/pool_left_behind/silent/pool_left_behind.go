// A stream of a pool is given back by the goroutine that receives from it, which ask may leave behind.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type pool struct {
	free chan chatpb.Chat_ConnectClient
}

func (p *pool) ask(ctx context.Context, m *chatpb.Msg) (*chatpb.Msg, error) {
	stream := <-p.free
	if err := stream.Send(m); err != nil {
		p.free <- stream
		return nil, err
	}
	answer := make(chan *chatpb.Msg, 1)
	go func() {
		defer func() { p.free <- stream }()
		m, _ := stream.Recv()
		answer <- m
	}()
	select {
	case m := <-answer:
		return m, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func askAll(ctx context.Context, streams []chatpb.Chat_ConnectClient, msgs []*chatpb.Msg) {
	p := &pool{free: make(chan chatpb.Chat_ConnectClient, 4)}
	for _, s := range streams {
		p.free <- s
	}
	for _, m := range msgs {
		go p.ask(ctx, m)
	}
}
