// The pool's slice has workers with a stream each, and starts them all.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type pool struct {
	workers []*worker
}

type worker struct {
	stream chatpb.Chat_ConnectClient
}

func (w *worker) loop(jobs <-chan *chatpb.Msg) {
	for m := range jobs {
		w.stream.Send(m)
	}
}

func start(ctx context.Context, c chatpb.ChatClient, jobs <-chan *chatpb.Msg) error {
	var p pool
	for range 4 {
		stream, err := c.Connect(ctx)
		if err != nil {
			return err
		}
		p.workers = append(p.workers, &worker{stream})
	}
	for _, w := range p.workers {
		go w.loop(jobs)
	}
	return nil
}
