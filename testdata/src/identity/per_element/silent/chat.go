// Each goroutine sends on the stream of its own turn.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func broadcast(streams []chatpb.Chat_ConnectClient) {
	var wg sync.WaitGroup
	for _, stream := range streams {
		wg.Go(func() {
			stream.Send(&chatpb.Msg{Text: "hi"})
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
