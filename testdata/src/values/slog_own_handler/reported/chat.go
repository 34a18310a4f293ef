// A handler of the program's own sends each record, and has no mutex.
package reported

import (
	"context"
	"log/slog"
	"sync"

	"streamvet.test/chatpb"
)

type handler struct {
	mu     *sync.Mutex
	stream chatpb.Chat_ConnectServer
}

func (h *handler) Enabled(context.Context, slog.Level) bool { return true }

func (h *handler) Handle(_ context.Context, r slog.Record) error {
	return h.stream.Send(&chatpb.Msg{Text: r.Message}) // want "sendsend"
}

func (h *handler) WithAttrs([]slog.Attr) slog.Handler { return &handler{h.mu, h.stream} }

func (h *handler) WithGroup(string) slog.Handler { return &handler{h.mu, h.stream} }

func report(stream chatpb.Chat_ConnectServer) {
	log := slog.New(&handler{new(sync.Mutex), stream})
	var wg sync.WaitGroup
	wg.Go(func() { log.Info("up") })
	wg.Go(func() { log.With("kind", "audit").Warn("up") })
	wg.Wait()
}
