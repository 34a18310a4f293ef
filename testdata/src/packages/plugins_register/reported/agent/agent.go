// Package agent runs plugins.
package agent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
	"streamvet.test/packages/plugins_register/reported/registry"
)

type host struct {
	mu     sync.Mutex
	stream chatpb.Chat_UploadClient
}

func (h *host) Emit(value string) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.stream.Send(&chatpb.Msg{Text: value}) // want "sendsend"
}

// Run runs all plugins.
func Run(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Upload(ctx)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	for _, run := range registry.All() {
		h := &host{stream: stream}
		wg.Go(func() { run(h) })
	}
	wg.Wait()
	return nil
}
