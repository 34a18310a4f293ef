// Package hub keeps streams: no handler and no goroutine in sight.
package hub

import (
	"sync"

	"streamvet.test/chatpb"
)

type Hub struct {
	mu      sync.Mutex
	streams []chatpb.Chat_ConnectServer
}

func (h *Hub) Add(stream chatpb.Chat_ConnectServer) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.streams = append(h.streams, stream)
}

func (h *Hub) Broadcast(m *chatpb.Msg) {
	for _, stream := range h.streams {
		stream.Send(m)
	}
}
