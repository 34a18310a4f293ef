// Every goroutine uses the first element.
package reported

import (
	"context"
	"strconv"
	"sync"

	"streamvet.test/chatpb"
)

func greet(streams []chatpb.Chat_ConnectClient) {
	var wg sync.WaitGroup
	for i := range streams {
		wg.Go(func() {
			streams[0].Send(&chatpb.Msg{Text: strconv.Itoa(i)}) // want "sendsend"
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
	greet(streams)
	return nil
}
