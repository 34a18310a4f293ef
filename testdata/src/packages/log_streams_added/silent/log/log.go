// Package log forwards what is logged to the streams that were added.
package log

import (
	"sync"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type forwarder struct {
	once    sync.Once
	mu      sync.RWMutex
	streams map[grpc.ServerStream]bool
}

var all forwarder

// AddStream forwards to stream what is logged, until remove is called.
func AddStream(stream grpc.ServerStream) (remove func()) {
	all.once.Do(func() {
		all.mu.Lock()
		all.streams = make(map[grpc.ServerStream]bool)
		all.mu.Unlock()
	})
	all.mu.Lock()
	defer all.mu.Unlock()
	all.streams[stream] = true
	return func() {
		all.mu.Lock()
		defer all.mu.Unlock()
		delete(all.streams, stream)
	}
}

// Print logs.
func Print(text string) {
	all.mu.RLock()
	defer all.mu.RUnlock()
	for stream := range all.streams {
		_ = stream.SendMsg(&chatpb.Msg{Text: text})
	}
}
