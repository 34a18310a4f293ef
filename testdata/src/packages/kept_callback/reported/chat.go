// An object that doesn't know grpc keeps a callback, which starts a sender for each event.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/kept_callback/reported/peer"
)

type attempt struct {
	workers *peer.Workers
	stream  chatpb.Chat_ConnectClient
}

func answer(ctx context.Context, c chatpb.ChatClient, pc *peer.Conn, w *peer.Workers) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	a := &attempt{workers: w, stream: stream}
	return a.connect(pc)
}

func (a *attempt) connect(pc *peer.Conn) error {
	sent := make(chan struct{})
	pc.OnCandidate(func(candidate string) {
		a.workers.Add(func(ctx context.Context) {
			select {
			case <-sent:
			case <-ctx.Done():
				return
			}
			a.send(&chatpb.Msg{Text: candidate})
		})
	})
	if err := a.send(&chatpb.Msg{Text: "init"}); err != nil {
		return err
	}
	close(sent)
	return a.send(&chatpb.Msg{Text: "done"})
}

func (a *attempt) send(m *chatpb.Msg) error {
	return a.stream.Send(m) // want "sendsend"
}
