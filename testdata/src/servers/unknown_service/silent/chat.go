// The handler of all unknown methods sends on the stream of its own call.
package silent

import (
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type proxy struct {
	mu    sync.Mutex
	first grpc.ServerStream
}

func (p *proxy) handle(_ any, stream grpc.ServerStream) error {
	p.mu.Lock()
	if p.first == nil {
		p.first = stream
	}
	p.mu.Unlock()
	for {
		m := new(chatpb.Msg)
		if err := stream.RecvMsg(m); err != nil {
			return err
		}
		if err := stream.SendMsg(m); err != nil {
			return err
		}
	}
}

func serve() *grpc.Server {
	p := &proxy{}
	return grpc.NewServer(grpc.UnknownServiceHandler(p.handle))
}
