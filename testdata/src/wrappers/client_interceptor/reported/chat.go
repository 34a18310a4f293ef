// The client's interceptor pings on a stream whose SendMsg doesn't take the mutex.
package reported

import (
	"context"
	"sync"
	"time"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type pinged struct {
	grpc.ClientStream
	mu sync.Mutex
}

func (p *pinged) ping() {
	for range time.Tick(time.Minute) {
		p.mu.Lock()
		p.ClientStream.SendMsg(&chatpb.Msg{Text: "ping"}) // want "sendsend"
		p.mu.Unlock()
	}
}

func (p *pinged) SendMsg(m any) error {
	return p.ClientStream.SendMsg(m)
}

func (p *pinged) CloseSend() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.ClientStream.CloseSend()
}

func intercept(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string, streamer grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	stream, err := streamer(ctx, desc, cc, method, opts...)
	if err != nil {
		return nil, err
	}
	p := &pinged{ClientStream: stream}
	go p.ping()
	return p, nil
}
