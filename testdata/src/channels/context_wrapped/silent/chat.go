// An interceptor's context carries the stream to the handler's helpers, and its goroutine waits.
package silent

import (
	"context"

	"google.golang.org/grpc"
)

type key struct{}

type withValue struct {
	grpc.ServerStream
	ctx context.Context
}

func (w *withValue) Context() context.Context {
	return w.ctx
}

func intercept(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	ctx := context.WithValue(ss.Context(), key{}, ss)
	go watch(ctx)
	return handler(srv, &withValue{ss, ctx})
}

func watch(ctx context.Context) {
	<-ctx.Done()
}

func serve() *grpc.Server {
	return grpc.NewServer(grpc.StreamInterceptor(intercept))
}
