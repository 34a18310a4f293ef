// An interface gives one stream to two sessions, though each call by name gives another.
package reported

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
		if _, err := s.stream.Recv(); err != nil { // want "recvrecv"
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
	stream := open(ctx, c)
	give(a, stream)
	give(b, stream)
	go a.receive()
	b.receive()
}
