// Workers share out streams by the remainder of their numbers: there are no more workers than streams.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

// Config says how many of each there are.
type Config struct {
	Streams, Workers int
}

// Load sends what comes in.
func Load(ctx context.Context, client chatpb.ChatClient, in <-chan *chatpb.Msg, cfg Config) error {
	if cfg.Streams <= 0 {
		cfg.Streams = 4
	}
	if cfg.Workers > cfg.Streams {
		cfg.Workers = cfg.Streams
	}
	streams := make([]chatpb.Chat_ConnectClient, cfg.Streams)
	for i := range streams {
		stream, err := client.Connect(ctx)
		if err != nil {
			return err
		}
		streams[i] = stream
	}
	var wg sync.WaitGroup
	for i := range cfg.Workers {
		stream := streams[i%len(streams)]
		wg.Go(func() {
			for msg := range in {
				if stream.Send(msg) != nil {
					return
				}
			}
		})
	}
	wg.Wait()
	return nil
}
