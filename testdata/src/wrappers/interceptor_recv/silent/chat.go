// The interceptor's goroutine waits for the end of the call.
package silent

import "google.golang.org/grpc"

func audit(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	go func() {
		<-ss.Context().Done()
	}()
	return handler(srv, ss)
}

func serve() *grpc.Server {
	return grpc.NewServer(grpc.StreamInterceptor(audit))
}
