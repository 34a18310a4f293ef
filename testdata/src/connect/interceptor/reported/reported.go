// An interceptor sends on the stream of each call while the handler does.
package reported

import (
	"context"
	"net/http"
	"time"

	"connectrpc.com/connect"

	"streamvet.test/chatpb"
	"streamvet.test/chatpb/chatpbconnect"
)

type room struct {
	chatpbconnect.UnimplementedChatHandler
}

func (r *room) Connect(ctx context.Context, stream *connect.BidiStream[chatpb.Msg, chatpb.Msg]) error {
	for {
		msg, err := stream.Receive()
		if err != nil {
			return err
		}
		stream.Send(msg)
	}
}

type greeter struct{ connect.UnaryInterceptorFunc }

func (greeter) WrapStreamingClient(next connect.StreamingClientFunc) connect.StreamingClientFunc {
	return next
}

func (greeter) WrapStreamingHandler(next connect.StreamingHandlerFunc) connect.StreamingHandlerFunc {
	return func(ctx context.Context, conn connect.StreamingHandlerConn) error {
		time.AfterFunc(time.Second, func() {
			conn.Send(&chatpb.Msg{Text: "welcome"}) // want "concurrent-write"
		})
		return next(ctx, conn)
	}
}

func Routes(mux *http.ServeMux) {
	mux.Handle(chatpbconnect.NewChatHandler(new(room), connect.WithInterceptors(greeter{})))
}
