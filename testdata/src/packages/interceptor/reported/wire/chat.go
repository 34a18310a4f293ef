// Package wire has a stream for many senders.
package wire

import (
	"sync"

	"google.golang.org/grpc"
)

type Stream struct {
	grpc.ServerStream
	mu sync.Mutex
}

func New(ss grpc.ServerStream) *Stream {
	return &Stream{ServerStream: ss}
}

func (s *Stream) SendMsg(m any) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ServerStream.SendMsg(m)
}
