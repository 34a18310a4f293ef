// Package logs forwards what is logged to streams.
package logs

import (
	"sync"

	"streamvet.test/chatpb"
)

var forwarders struct {
	mu      sync.RWMutex
	streams map[chatpb.Chat_WatchServer]bool
}

// Forward forwards to stream until the returned function is called.
func Forward(stream chatpb.Chat_WatchServer) (stop func()) {
	forwarders.mu.Lock()
	defer forwarders.mu.Unlock()
	if forwarders.streams == nil {
		forwarders.streams = map[chatpb.Chat_WatchServer]bool{}
	}
	forwarders.streams[stream] = true
	return func() {
		forwarders.mu.Lock()
		defer forwarders.mu.Unlock()
		delete(forwarders.streams, stream)
	}
}

func Info(text string) {
	forwarders.mu.RLock()
	defer forwarders.mu.RUnlock()
	for stream := range forwarders.streams {
		stream.Send(&chatpb.Msg{Text: text})
	}
}
