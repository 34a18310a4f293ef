// The interceptor waits for its goroutine before the handler runs.
package silent

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func greet(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	done := make(chan struct{})
	go func() {
		defer close(done)
		ss.SendMsg(&chatpb.Msg{Text: "hello"})
	}()
	<-done
	err := handler(srv, ss)
	return err
}

func serve() *grpc.Server {
	return grpc.NewServer(grpc.StreamInterceptor(greet))
}
