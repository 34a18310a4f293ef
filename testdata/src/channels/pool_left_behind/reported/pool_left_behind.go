// A stream of a pool is given back when ask returns, which may leave behind who receives from it.
package reported

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
	defer func() { p.free <- stream }()
	go func() {
		m, _ := stream.Recv() // want "recvrecv"
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
