// The caller waits on both paths to its send.
package silent

import (
	"context"
	"log"
	"sync"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, patient bool) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	if patient {
		wg.Wait()
	} else {
		log.Print("nothing to lose")
		wg.Wait()
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
