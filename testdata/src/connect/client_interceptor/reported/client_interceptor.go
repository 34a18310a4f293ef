// A client's interceptor sends keepalives on the connection of each call, while the call sends as well.
package reported

import (
	"context"
	"net/http"
	"time"

	"connectrpc.com/connect"

	"streamvet.test/chatpb"
	"streamvet.test/chatpb/chatpbconnect"
)

type keepalive struct{ connect.UnaryInterceptorFunc }

func (keepalive) WrapStreamingClient(next connect.StreamingClientFunc) connect.StreamingClientFunc {
	return func(ctx context.Context, spec connect.Spec) connect.StreamingClientConn {
		conn := next(ctx, spec)
		go func() {
			for range time.Tick(time.Minute) {
				if conn.Send(new(chatpb.Msg)) != nil { // want "concurrent-write"
					return
				}
			}
		}()
		return conn
	}
}

func chat(ctx context.Context, texts []string) error {
	client := chatpbconnect.NewChatClient(http.DefaultClient, "http://localhost:8080", connect.WithInterceptors(keepalive{}))
	stream := client.Connect(ctx)
	for _, text := range texts {
		if err := stream.Send(&chatpb.Msg{Text: text}); err != nil {
			return err
		}
	}
	return nil
}
