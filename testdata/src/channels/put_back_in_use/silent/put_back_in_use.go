// A stream is put back into the pool by the goroutine that uses it.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type server struct {
	chatpb.UnimplementedChatServer
	pool chan chatpb.Chat_ConnectClient
}

func open(ctx context.Context, client chatpb.ChatClient, n int) (*server, error) {
	s := &server{pool: make(chan chatpb.Chat_ConnectClient, n)}
	for range n {
		stream, err := client.Connect(ctx)
		if err != nil {
			return nil, err
		}
		s.pool <- stream
	}
	return s, nil
}

func (s *server) giveBack(stream chatpb.Chat_ConnectClient) { s.pool <- stream }

func (s *server) Publish(ctx context.Context, m *chatpb.Msg) (*chatpb.Ack, error) {
	stream := <-s.pool
	done := make(chan error, 1)
	go func() {
		defer s.giveBack(stream)
		done <- stream.Send(m)
	}()
	select {
	case err := <-done:
		return &chatpb.Ack{}, err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
