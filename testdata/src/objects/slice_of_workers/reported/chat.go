// The pool's slice has workers with the same stream, and starts them all.
package reported

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
		w.stream.Send(m) // want "sendsend"
	}
}

func start(ctx context.Context, c chatpb.ChatClient, jobs <-chan *chatpb.Msg) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var p pool
	for range 4 {
		p.workers = append(p.workers, &worker{stream})
	}
	for _, w := range p.workers {
		go w.loop(jobs)
	}
	return nil
}
