// The interceptor's keep-alive sends on a locked stream, and the handler has the same.
package silent

import (
	"sync"
	"time"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type locked struct {
	grpc.ServerStream
	mu sync.Mutex
}

func (l *locked) SendMsg(m any) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ServerStream.SendMsg(m)
}

func keepAlive(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	ss = &locked{ServerStream: ss}
	go func() {
		for range time.Tick(time.Minute) {
			if err := ss.SendMsg(&chatpb.Msg{Text: "ping"}); err != nil {
				return
			}
		}
	}()
	return handler(srv, ss)
}

func serve() *grpc.Server {
	return grpc.NewServer(grpc.StreamInterceptor(keepAlive))
}
