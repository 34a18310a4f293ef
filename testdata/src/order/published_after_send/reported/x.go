// A stream is stored in a field before the first Send on it: whoever loads it there may send at the same time.
package reported

import (
	"context"
	"sync"
	"sync/atomic"

	"streamvet.test/chatpb"
)

// An Exporter sends what it is given, and connects again when that fails.
type Exporter struct {
	client    chatpb.ChatClient
	mu        sync.Mutex // guards stream where it is replaced
	sendMu    sync.Mutex // guards Send
	stream    chatpb.Chat_ConnectClient
	connected atomic.Bool
}

// Start returns an Exporter that connects again until ctx is done.
func Start(ctx context.Context, client chatpb.ChatClient) *Exporter {
	e := &Exporter{client: client}
	e.connect(ctx)
	go func() {
		for ctx.Err() == nil {
			if !e.connected.Load() {
				e.connect(ctx)
			}
		}
	}()
	return e
}

func (e *Exporter) connect(ctx context.Context) {
	stream, err := e.client.Connect(ctx)
	if err != nil {
		return
	}
	e.mu.Lock()
	e.stream = stream
	e.mu.Unlock()
	e.connected.Store(true)
	_ = stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
}

// Export sends msg.
func (e *Exporter) Export(msg *chatpb.Msg) {
	if !e.connected.Load() {
		return
	}
	e.sendMu.Lock()
	defer e.sendMu.Unlock()
	if err := e.stream.Send(msg); err != nil {
		e.connected.Store(false)
	}
}

// Run exports a few messages.
func Run(ctx context.Context, client chatpb.ChatClient) {
	e := Start(ctx, client)
	for range 3 {
		go e.Export(&chatpb.Msg{Text: "span"})
	}
}
