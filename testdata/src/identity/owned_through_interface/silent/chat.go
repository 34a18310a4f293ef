// An interface gives a stream to each of two sessions.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type keeper interface {
	keep(stream chatpb.Chat_ConnectClient)
}

type session struct {
	stream chatpb.Chat_ConnectClient
}

func (s *session) keep(stream chatpb.Chat_ConnectClient) {
	s.stream = stream
}

func (s *session) receive() {
	for {
		if _, err := s.stream.Recv(); err != nil {
			return
		}
	}
}

func open(ctx context.Context, c chatpb.ChatClient) chatpb.Chat_ConnectClient {
	stream, err := c.Connect(ctx)
	if err != nil {
		return nil
	}
	return stream
}

func one(ctx context.Context, c chatpb.ChatClient) {
	s := &session{}
	s.keep(open(ctx, c))
	s.receive()
}

func give(k keeper, stream chatpb.Chat_ConnectClient) {
	k.keep(stream)
}

func two(ctx context.Context, c chatpb.ChatClient) {
	a, b := &session{}, &session{}
	give(a, open(ctx, c))
	give(b, open(ctx, c))
	go a.receive()
	b.receive()
}
