// The stream of an upload tells its progress until CloseSend is called, which waits for the goroutine.
package silent

import (
	"context"
	"time"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type progress struct {
	grpc.ClientStream
	stop, stopped chan struct{}
}

func (p *progress) tell() {
	defer close(p.stopped)
	for {
		select {
		case <-p.stop:
			return
		case <-time.After(time.Minute):
			p.ClientStream.SendMsg(&chatpb.Msg{Text: "progress"})
		}
	}
}

func (p *progress) CloseSend() error {
	close(p.stop)
	<-p.stopped
	return p.ClientStream.CloseSend()
}

type conn struct{ grpc.ClientConnInterface }

func (c conn) NewStream(ctx context.Context, desc *grpc.StreamDesc, method string, opts ...grpc.CallOption) (grpc.ClientStream, error) {
	stream, err := c.ClientConnInterface.NewStream(ctx, desc, method, opts...)
	if err != nil {
		return nil, err
	}
	p := &progress{stream, make(chan struct{}), make(chan struct{})}
	go p.tell()
	return p, nil
}

func upload(ctx context.Context, cc grpc.ClientConnInterface) (*chatpb.Ack, error) {
	stream, err := chatpb.NewChatClient(conn{cc}).Upload(ctx)
	if err != nil {
		return nil, err
	}
	return stream.CloseAndRecv()
}
