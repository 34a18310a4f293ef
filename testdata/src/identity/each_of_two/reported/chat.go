// The two streams of a list are one.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func greet(a, b chatpb.Chat_ConnectClient) {
	var wg sync.WaitGroup
	for _, stream := range []chatpb.Chat_ConnectClient{a, b} {
		wg.Go(func() {
			stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		})
	}
	wg.Wait()
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	first, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	second, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	greet(first, first)
	return second.CloseSend()
}
