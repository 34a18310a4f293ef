// The manager always has that one of two implementations that has no stream.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/two_implementations/silent/sched"
)

type Manager struct {
	client sched.Client
}

func NewManager() *Manager {
	return &Manager{client: sched.NewFake()}
}

type task struct {
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
	t.stream.Send(&chatpb.Msg{Text: piece})
}
