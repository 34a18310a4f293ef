// Package hub keeps streams: no handler and no goroutine in sight.
package hub

import (
	"sync"

	"streamvet.test/oldchatpb"
)

type Hub struct {
	mu      sync.Mutex
	streams []oldchatpb.Chat_ConnectServer
}

func (h *Hub) Add(stream oldchatpb.Chat_ConnectServer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.streams = append(h.streams, stream)
}

func (h *Hub) Broadcast(m *oldchatpb.Msg) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, stream := range h.streams {
		stream.Send(m)
	}
}
