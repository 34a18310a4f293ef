// The interceptor's goroutine receives, and so does the handler.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func audit(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	go func() {
		ss.RecvMsg(new(chatpb.Msg)) // want "recvrecv"
	}()
	return handler(srv, ss)
}

func serve() *grpc.Server {
	return grpc.NewServer(grpc.StreamInterceptor(audit))
}
