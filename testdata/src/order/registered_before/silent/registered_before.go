// A goroutine waits for names and asks for more on the stream with that name: the stream is put into the map after its first Send.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type hub struct {
	mu      sync.Mutex
	streams map[string]chatpb.Chat_ConnectClient
	asks    chan string
}

func (h *hub) keep(name string, s chatpb.Chat_ConnectClient) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.streams[name] = s
}

func (h *hub) ask() {
	for name := range h.asks {
		h.mu.Lock()
		s := h.streams[name]
		h.mu.Unlock()
		if s != nil {
			s.Send(&chatpb.Msg{Text: "more"})
		}
	}
}

func (h *hub) open(ctx context.Context, c chatpb.ChatClient, name string) error {
	s, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	if err := s.Send(&chatpb.Msg{Text: "hello"}); err != nil {
		return err
	}
	h.keep(name, s)
	return nil
}

func run(ctx context.Context, c chatpb.ChatClient, names []string) {
	h := &hub{streams: map[string]chatpb.Chat_ConnectClient{}, asks: make(chan string, 8)}
	go h.ask()
	for _, name := range names {
		go h.open(ctx, c, name)
	}
	go func() {
		for _, name := range names {
			h.asks <- name
		}
	}()
}
