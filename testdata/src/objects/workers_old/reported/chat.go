// The workers of the pool have the same stream.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
)

type worker struct {
	stream oldchatpb.Chat_ConnectClient
}

func (w *worker) loop(jobs <-chan *oldchatpb.Msg) {
	for m := range jobs {
		w.stream.Send(m) // want "sendsend"
	}
}

func start(ctx context.Context, c oldchatpb.ChatClient, jobs <-chan *oldchatpb.Msg) error {
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
