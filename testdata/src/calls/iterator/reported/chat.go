// Each worker ranges over an iterator of its own, which receives from the one stream.
package reported

import (
	"context"
	"iter"
	"sync"

	"streamvet.test/chatpb"
)

func messages(stream chatpb.Chat_ConnectClient) iter.Seq[*chatpb.Msg] {
	return func(yield func(*chatpb.Msg) bool) {
		for {
			m, err := stream.Recv() // want "recvrecv"
			if err != nil || !yield(m) {
				return
			}
		}
	}
}

func named(from string, seq iter.Seq[*chatpb.Msg]) iter.Seq[*chatpb.Msg] {
	return func(yield func(*chatpb.Msg) bool) {
		for m := range seq {
			if m.GetFrom() == from && !yield(m) {
				return
			}
		}
	}
}

func chat(ctx context.Context, c chatpb.ChatClient, workers int, show func(string)) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for m := range named("me", messages(stream)) {
				show(m.GetText())
			}
		})
	}
	wg.Wait()
	return stream.CloseSend()
}
