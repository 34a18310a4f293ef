// The wrapper counts what it receives, in two goroutines.
package reported

import (
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type counted struct {
	grpc.ServerStream
	mu       sync.Mutex
	received int
}

func (c *counted) RecvMsg(m any) error {
	c.received++
	return c.ServerStream.RecvMsg(m) // want "recvrecv"
}

func handle(_ any, stream grpc.ServerStream) error {
	peer := &counted{ServerStream: stream}
	go peer.RecvMsg(new(chatpb.Msg))
	return peer.RecvMsg(new(chatpb.Msg))
}

func serve() *grpc.Server {
	return grpc.NewServer(grpc.UnknownServiceHandler(handle))
}
