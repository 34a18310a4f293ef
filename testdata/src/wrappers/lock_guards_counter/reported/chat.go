// The wrapper's mutex guards its counter only.
package reported

import (
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type counted struct {
	grpc.ServerStream
	mu   sync.Mutex
	sent int
}

func (c *counted) SendMsg(m any) error {
	c.mu.Lock()
	c.sent++
	c.mu.Unlock()
	return c.ServerStream.SendMsg(m) // want "sendsend"
}

func handle(_ any, stream grpc.ServerStream) error {
	peer := &counted{ServerStream: stream}
	go peer.SendMsg(&chatpb.Msg{Text: "hello"})
	return peer.SendMsg(&chatpb.Msg{Text: "hi"})
}

func serve() *grpc.Server {
	return grpc.NewServer(grpc.UnknownServiceHandler(handle))
}
