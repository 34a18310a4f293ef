// The handler has the locked stream, and the keep-alive sends around it.
package reported

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
	peer := &locked{ServerStream: ss}
	go ping(ss)
	return handler(srv, peer)
}

func ping(ss grpc.ServerStream) {
	for range time.Tick(time.Minute) {
		if err := ss.SendMsg(&chatpb.Msg{Text: "ping"}); err != nil { // want "sendsend"
			return
		}
	}
}

func serve() *grpc.Server {
	return grpc.NewServer(grpc.ChainStreamInterceptor(keepAlive))
}
