// An interceptor's goroutine sends as all others do, with a mutex.
package silent

import (
	"context"
	"sync"
	"time"

	"google.golang.org/grpc"
)

// kept is a stream on which something is sent now and then.
type kept struct {
	grpc.ClientStream
	mu sync.Mutex
}

func (k *kept) SendMsg(m any) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.ClientStream.SendMsg(m)
}

func (k *kept) CloseSend() error {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.ClientStream.CloseSend()
}

func (k *kept) ping(m any) {
	for range time.Tick(time.Minute) {
		if k.SendMsg(m) != nil {
			return
		}
	}
}

func interceptor(m any) grpc.StreamClientInterceptor {
	return func(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string, streamer grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
		stream, err := streamer(ctx, desc, cc, method, opts...)
		if err != nil {
			return nil, err
		}
		k := &kept{ClientStream: stream}
		go k.ping(m)
		return k, nil
	}
}
