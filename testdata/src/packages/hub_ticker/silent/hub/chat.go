// Package hub keeps a stream: no handler and no goroutine in sight.
package hub

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type Hub struct {
	mu     sync.Mutex
	stream chatpb.Chat_WatchServer
}

func (h *Hub) Set(stream chatpb.Chat_WatchServer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.stream = stream
}

func (h *Hub) Send(m *chatpb.Msg) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.stream.Send(m)
}

func (h *Hub) Tick() {
	for range time.Tick(time.Second) {
		h.Set(nil)
	}
}
