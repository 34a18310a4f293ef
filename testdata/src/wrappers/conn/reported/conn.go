// A connection makes streams whose RecvMsg acknowledges, beside the sender.
package reported

import (
	"context"
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type conn struct{ *grpc.ClientConn }

func (c conn) NewStream(ctx context.Context, desc *grpc.StreamDesc, method string, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	stream, err := c.ClientConn.NewStream(ctx, desc, method, opts...)
	if err != nil {
		return nil, err
	}
	return &acknowledged{ClientStream: stream}, nil
}

type acknowledged struct {
	grpc.ClientStream
	mu sync.Mutex
}

func (a *acknowledged) SendMsg(m any) error {
	return a.ClientStream.SendMsg(m) // want "sendsend"
}

func (a *acknowledged) RecvMsg(m any) error {
	if err := a.ClientStream.RecvMsg(m); err != nil {
		return err
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.ClientStream.SendMsg(&chatpb.Msg{Text: "ack"})
}

func chat(ctx context.Context, cc *grpc.ClientConn) error {
	stream, err := chatpb.NewChatClient(conn{cc}).Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		for stream.Send(&chatpb.Msg{Text: "hi"}) == nil {
		}
	}()
	for {
		if _, err := stream.Recv(); err != nil {
			return err
		}
	}
}
