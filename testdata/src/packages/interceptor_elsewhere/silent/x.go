// A server of a service in another package, and of an interceptor in a third one, which locks a mutex around each Send.
package silent

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
	"streamvet.test/packages/interceptor_elsewhere/silent/logs"
	"streamvet.test/packages/interceptor_elsewhere/silent/svc"
)

// New returns the server.
func New() *grpc.Server {
	s := grpc.NewServer(grpc.StreamInterceptor(logs.Intercept))
	chatpb.RegisterChatServer(s, &svc.Service{})
	return s
}
