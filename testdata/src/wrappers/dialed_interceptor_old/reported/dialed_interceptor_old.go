// The stream of the client's interceptor answers pings while it receives, beside the sender.
package reported

import (
	"context"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/oldchatpb"
)

type answering struct {
	grpc.ClientStream
	mu sync.Mutex
}

func (a *answering) SendMsg(m any) error {
	return a.ClientStream.SendMsg(m) // want "sendsend"
}

func (a *answering) RecvMsg(m any) error {
	if err := a.ClientStream.RecvMsg(m); err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.ClientStream.SendMsg(&oldchatpb.Msg{Text: "pong"})
}

func intercept(ctx context.Context, desc *grpc.StreamDesc, cc *grpc.ClientConn, method string, streamer grpc.Streamer, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	stream, err := streamer(ctx, desc, cc, method, opts...)
	if err != nil {
		return nil, err
	}
	return &answering{ClientStream: stream}, nil
}

func chat(ctx context.Context) error {
	cc, err := grpc.NewClient("chat", grpc.WithStreamInterceptor(intercept))
	if err != nil {
		return err
	}
	defer cc.Close()
	stream, err := oldchatpb.NewChatClient(cc).Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		for stream.Send(&oldchatpb.Msg{Text: "hi"}) == nil {
		}
	}()
	for {
		if _, err := stream.Recv(); err != nil {
			return err
		}
	}
}
