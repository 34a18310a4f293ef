// Handlers send to all members, each by a stream with a lock that an interceptor has put around it.
package silent

import (
	"context"
	"net/http"
	"sync"

	"connectrpc.com/connect"

	"streamvet.test/chatpb"
	"streamvet.test/chatpb/chatpbconnect"
)

type room struct {
	chatpbconnect.UnimplementedChatHandler
	mu      sync.Mutex
	members []*connect.BidiStream[chatpb.Msg, chatpb.Msg]
}

func (r *room) Connect(ctx context.Context, stream *connect.BidiStream[chatpb.Msg, chatpb.Msg]) error {
	r.mu.Lock()
	r.members = append(r.members, stream)
	r.mu.Unlock()
	for {
		msg, err := stream.Receive()
		if err != nil {
			return err
		}
		r.send(msg)
	}
}

func (r *room) send(msg *chatpb.Msg) {
	r.mu.Lock()
	members := r.members
	r.mu.Unlock()
	for _, m := range members {
		m.Send(msg)
	}
}

type locked struct {
	connect.StreamingHandlerConn
	mu sync.Mutex
}

func (l *locked) Send(msg any) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.StreamingHandlerConn.Send(msg)
}

type locker struct{ connect.UnaryInterceptorFunc }

func (locker) WrapStreamingClient(next connect.StreamingClientFunc) connect.StreamingClientFunc {
	return next
}

func (locker) WrapStreamingHandler(next connect.StreamingHandlerFunc) connect.StreamingHandlerFunc {
	return func(ctx context.Context, conn connect.StreamingHandlerConn) error {
		return next(ctx, &locked{StreamingHandlerConn: conn})
	}
}

func Routes(mux *http.ServeMux) {
	opts := []connect.HandlerOption{connect.WithInterceptors(locker{}), connect.WithCompressMinBytes(1000)}
	mux.Handle(chatpbconnect.NewChatHandler(new(room), opts...))
}
