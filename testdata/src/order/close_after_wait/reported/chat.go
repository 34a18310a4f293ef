// The helper goroutine closes the channel without waiting for the workers.
package reported

import (
	"context"
	"log"
	"sync"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	results := make(chan error, 1)
	wg.Add(1)
	go func() {
		defer wg.Done()
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	go func() {
		close(results)
	}()
	for err := range results {
		log.Print(err)
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
