// Shutdown starts what is registered for it in a goroutine, whose end the sender waits for.
package silent

import (
	"context"
	"net/http"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, s *http.Server) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	done := make(chan struct{})
	s.RegisterOnShutdown(func() {
		stream.Send(&chatpb.Msg{Text: "goodbye"})
		close(done)
	})
	s.Shutdown(ctx)
	<-done
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
