// The manager gets one of two implementations, of which one has a stream.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/two_implementations/reported/sched"
)

type Manager struct {
	client sched.Client // handed in
}

func NewManager(c sched.Client) *Manager {
	return &Manager{client: c}
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
	t.stream.Send(&chatpb.Msg{Text: piece}) // want "sendsend"
}
