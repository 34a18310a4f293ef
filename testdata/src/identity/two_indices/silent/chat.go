// Each goroutine receives on the stream of its own two indices.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func open(ctx context.Context, clients []chatpb.ChatClient, n int) (func(i, j int), error) {
	streams := make([][]chatpb.Chat_ConnectClient, len(clients))
	for i, c := range clients {
		streams[i] = make([]chatpb.Chat_ConnectClient, n)
		for j := range n {
			stream, err := c.Connect(ctx)
			if err != nil {
				return nil, err
			}
			streams[i][j] = stream
		}
	}
	return func(i, j int) {
		streams[i][j].Recv()
	}, nil
}

func run(ctx context.Context, clients []chatpb.ChatClient, n int) error {
	receive, err := open(ctx, clients, n)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	for i := range clients {
		for j := range n {
			wg.Add(1)
			go func(i, j int) {
				defer wg.Done()
				for range 100 {
					receive(i, j)
				}
			}(i, j)
		}
	}
	wg.Wait()
	return nil
}
