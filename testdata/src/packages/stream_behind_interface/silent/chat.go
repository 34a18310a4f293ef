// Workers report under a lock on a stream behind another package's interface.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
	"streamvet.test/packages/stream_behind_interface/silent/sched"
)

type Manager struct {
	client sched.Client // handed in; the only implementation is sched's
}

func NewManager(c sched.Client) *Manager {
	return &Manager{client: c}
}

type task struct {
	mu     sync.Mutex
	stream sched.PacketStream
}

func (m *Manager) Start(ctx context.Context, pieces chan string) error {
	stream, err := m.client.Report(ctx)
	if err != nil {
		return err
	}
	t := &task{stream: stream}
	for range 4 {
		go t.worker(pieces)
	}
	return nil
}

func (t *task) worker(pieces <-chan string) {
	for p := range pieces {
		t.report(p)
	}
}

func (t *task) report(piece string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.stream.Send(&chatpb.Msg{Text: piece})
}
