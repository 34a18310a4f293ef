// The interceptor of another package has a keep-alive on the stream of the handler.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/packages/interceptor/reported/alive"
)

func serve() *grpc.Server {
	return grpc.NewServer(grpc.StreamInterceptor(alive.Intercept))
}
