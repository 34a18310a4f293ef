// The interceptor's goroutine sends while the handler runs.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func greet(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	done := make(chan struct{})
	go func() {
		defer close(done)
		ss.SendMsg(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	}()
	err := handler(srv, ss)
	<-done
	return err
}

func serve() *grpc.Server {
	return grpc.NewServer(grpc.StreamInterceptor(greet))
}
