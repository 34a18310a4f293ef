// The workers of the pool have the same stream.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

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
	for range 4 {
		w := &worker{stream}
		go w.loop(jobs)
	}
	return nil
}
