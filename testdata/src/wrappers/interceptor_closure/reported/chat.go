// The interceptor is a closure, whose timer sends while the handler runs.
package reported

import (
	"context"
	"time"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type withContext struct {
	grpc.ServerStream
	ctx context.Context
}

func (w *withContext) Context() context.Context {
	return w.ctx
}

func limit(d time.Duration) grpc.StreamServerInterceptor {
	return func(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
		ctx, cancel := context.WithCancel(ss.Context())
		defer cancel()
		time.AfterFunc(d, func() {
			ss.SendMsg(&chatpb.Msg{Text: "time is up"}) // want "sendsend"
			cancel()
		})
		return handler(srv, &withContext{ss, ctx})
	}
}

func serve() *grpc.Server {
	return grpc.NewServer(grpc.StreamInterceptor(limit(time.Hour)))
}
