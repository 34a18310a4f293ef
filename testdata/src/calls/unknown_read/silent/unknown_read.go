// Two sources send on one stream by a function that they are given: one of them after the other.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

// source is implemented by others.
type source interface {
	Read(ctx context.Context, emit func(string) error) error
}

type server struct {
	chatpb.UnimplementedChatServer
	a, b source
}

func (s *server) Watch(_ *chatpb.WatchRequest, stream chatpb.Chat_WatchServer) error {
	emit := func(text string) error {
		return stream.Send(&chatpb.Msg{Text: text})
	}
	done := make(chan error)
	go func() {
		done <- s.a.Read(stream.Context(), emit)
	}()
	<-done
	err := s.b.Read(stream.Context(), emit)
	return err
}
