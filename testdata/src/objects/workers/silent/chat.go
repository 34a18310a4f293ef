// Each worker of the pool has a stream of its own.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type worker struct {
	stream chatpb.Chat_ConnectClient
}

func (w *worker) loop(jobs <-chan *chatpb.Msg) {
	for m := range jobs {
		w.stream.Send(m)
	}
}

func start(ctx context.Context, c chatpb.ChatClient, jobs <-chan *chatpb.Msg) error {
	for range 4 {
		stream, err := c.Connect(ctx)
		if err != nil {
			return err
		}
		w := &worker{stream}
		go w.loop(jobs)
	}
	return nil
}
