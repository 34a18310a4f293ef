// The project's own lock type is taken by both sides.
package silent

import (
	"context"
	"runtime"
	"sync/atomic"

	"streamvet.test/chatpb"
)

type spin struct {
	held atomic.Bool
}

func (l *spin) Lock() {
	for !l.held.CompareAndSwap(false, true) {
		runtime.Gosched()
	}
}

func (l *spin) Unlock() { l.held.Store(false) }

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var mu spin
	go func() {
		mu.Lock()
		defer mu.Unlock()
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	mu.Lock()
	defer mu.Unlock()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
