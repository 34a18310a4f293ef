// The caller waits on one of two paths to its send.
package reported

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
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	if patient {
		wg.Wait()
	} else {
		log.Print("in a hurry")
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
