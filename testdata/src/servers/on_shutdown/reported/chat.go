// Shutdown starts what is registered for it in a goroutine, which says goodbye beside the sender.
package reported

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
	s.RegisterOnShutdown(func() {
		stream.Send(&chatpb.Msg{Text: "goodbye"}) // want "sendsend"
	})
	s.Shutdown(ctx)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
