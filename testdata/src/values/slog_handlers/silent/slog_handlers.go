// Two slog loggers write to one stream through one handler, which has a mutex.
package silent

import (
	"log/slog"
	"sync"

	"streamvet.test/chatpb"
)

type sender struct {
	stream chatpb.Chat_ConnectServer
}

func (s sender) Write(p []byte) (int, error) {
	return len(p), s.stream.Send(&chatpb.Msg{Text: string(p)})
}

func drain(log *slog.Logger, events []string) {
	for _, event := range events {
		log.Info("event", "name", event)
	}
}

func report(stream chatpb.Chat_ConnectServer, access, audit []string) {
	w := sender{stream}
	handler := slog.NewJSONHandler(w, nil)
	first := slog.New(handler).With("kind", "access")
	second := slog.New(handler).With("kind", "audit")
	var wg sync.WaitGroup
	wg.Go(func() { drain(first, access) })
	wg.Go(func() { drain(second, audit) })
	wg.Wait()
}
