// A server of a service in another package, and of an interceptor in a third one, through which the service's goroutines send.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
	"streamvet.test/packages/interceptor_elsewhere/reported/logs"
	"streamvet.test/packages/interceptor_elsewhere/reported/svc"
)

// New returns the server.
func New() *grpc.Server {
	s := grpc.NewServer(grpc.StreamInterceptor(logs.Intercept)) // want "sendsend"
	chatpb.RegisterChatServer(s, &svc.Service{})
	return s
}
