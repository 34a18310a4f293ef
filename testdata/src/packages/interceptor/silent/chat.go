// The interceptor of another package has a keep-alive on the locked stream of the handler.
package silent

import (
	"google.golang.org/grpc"

	"streamvet.test/packages/interceptor/silent/alive"
)

func serve() *grpc.Server {
	return grpc.NewServer(grpc.StreamInterceptor(alive.Intercept))
}
