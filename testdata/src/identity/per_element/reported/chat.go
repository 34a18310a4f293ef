// Each goroutine sends on all streams.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func broadcast(streams []chatpb.Chat_ConnectClient) {
	var wg sync.WaitGroup
	for range streams {
		wg.Go(func() {
			for _, stream := range streams {
				stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
			}
		})
	}
	wg.Wait()
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	streams := make([]chatpb.Chat_ConnectClient, 3)
	for i := range streams {
		stream, err := c.Connect(ctx)
		if err != nil {
			return err
		}
		streams[i] = stream
	}
	broadcast(streams)
	return nil
}
