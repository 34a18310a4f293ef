// Of two interceptors of a client, the outer one pings through the inner one's stream, which has a mutex.
package silent

import (
	"context"
	"sync"
	"time"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type locked struct {
	grpc.ClientStream
	mu sync.Mutex
}

func (l *locked) SendMsg(m any) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.ClientStream.SendMsg(m)
}

func lock(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string, streamer grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	stream, err := streamer(ctx, desc, cc, method, opts...)
	if err != nil {
		return nil, err
	}
	return &locked{ClientStream: stream}, nil
}

func ping(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string, streamer grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	stream, err := streamer(ctx, desc, cc, method, opts...)
	if err != nil {
		return nil, err
	}
	go func() {
		for range time.Tick(time.Minute) {
			stream.SendMsg(&chatpb.Msg{Text: "ping"})
		}
	}()
	return stream, nil
}

func chat(ctx context.Context, target string) error {
	var opts []grpc.DialOption
	opts = append(opts, grpc.WithChainStreamInterceptor(ping, lock))
	cc, err := grpc.NewClient(target, opts...)
	if err != nil {
		return err
	}
	stream, err := chatpb.NewChatClient(cc).Connect(ctx)
	if err != nil {
		return err
	}
	for {
		if err := stream.Send(&chatpb.Msg{Text: "hi"}); err != nil {
			return err
		}
	}
}
