// One worker ranges over the iterator, which receives from the stream.
package silent

import (
	"context"
	"iter"
	"sync"

	"streamvet.test/chatpb"
)

func messages(stream chatpb.Chat_ConnectClient) iter.Seq[*chatpb.Msg] {
	return func(yield func(*chatpb.Msg) bool) {
		for {
			m, err := stream.Recv()
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
	{
		wg.Go(func() {
			for m := range named("me", messages(stream)) {
				show(m.GetText())
			}
		})
	}
	wg.Wait()
	return stream.CloseSend()
}
