// Whoever logs sends, one at a time.
package silent

import (
	"context"
	"log/slog"
	"sync"

	"streamvet.test/chatpb"
)

// shipper sends what is logged.
type shipper struct {
	slog.Handler
	mu     *sync.Mutex
	sent   *int
	stream chatpb.Chat_ConnectClient
}

func (s *shipper) Handle(_ context.Context, r slog.Record) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	*s.sent++
	return s.stream.Send(&chatpb.Msg{Text: r.Message})
}

func logger(ctx context.Context, client chatpb.ChatClient) (*slog.Logger, error) {
	stream, err := client.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return slog.New(&shipper{slog.Default().Handler(), new(sync.Mutex), new(int), stream}), nil
}
