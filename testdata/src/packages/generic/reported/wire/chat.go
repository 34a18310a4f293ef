// Package wire has a generic peer.
package wire

import (
	"sync"

	"google.golang.org/grpc"
)

type Peer[Req, Res any] struct {
	mu     sync.Mutex
	stream grpc.BidiStreamingClient[Req, Res]
}

func New[Req, Res any](stream grpc.BidiStreamingClient[Req, Res]) *Peer[Req, Res] {
	return &Peer[Req, Res]{stream: stream}
}

func (p *Peer[Req, Res]) Send(m *Req) error {
	return p.stream.Send(m)
}
