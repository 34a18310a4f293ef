// Package ping pings by senders that are registered.
package ping

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type Sender interface {
	SendTo(id string, m *chatpb.Msg) error
}

type Handler struct {
	mu      sync.Mutex
	senders map[string]Sender
}

func (h *Handler) Register(id string, s Sender) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.senders[id] = s
}

func (h *Handler) Start(id string) {
	go h.loop(id)
}

func (h *Handler) loop(id string) {
	for range time.Tick(time.Second) {
		if h.ping(id) != nil {
			return
		}
	}
}

func (h *Handler) ping(id string) error {
	h.mu.Lock()
	s, ok := h.senders[id]
	h.mu.Unlock()
	if !ok {
		return nil
	}
	return s.SendTo(id, &chatpb.Msg{Text: "ping"})
}
