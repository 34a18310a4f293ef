// A client's interceptor sends keepalives on the connection of each call, under the lock that the sends of the call take.
package silent

import (
	"context"
	"net/http"
	"sync"
	"time"

	"connectrpc.com/connect"

	"streamvet.test/chatpb"
	"streamvet.test/chatpb/chatpbconnect"
)

type keepalive struct{ connect.UnaryInterceptorFunc }

func (keepalive) WrapStreamingClient(next connect.StreamingClientFunc) connect.StreamingClientFunc {
	return func(ctx context.Context, spec connect.Spec) connect.StreamingClientConn {
		conn := &locked{StreamingClientConn: next(ctx, spec)}
		go func() {
			for range time.Tick(time.Minute) {
				if conn.Send(new(chatpb.Msg)) != nil {
					return
				}
			}
		}()
		return conn
	}
}

type locked struct {
	connect.StreamingClientConn
	mu sync.Mutex
}

func (l *locked) Send(m any) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.StreamingClientConn.Send(m)
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
