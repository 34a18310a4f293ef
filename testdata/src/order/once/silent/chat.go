// Both callers share a once: one of them sends, the other waits for it.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var once sync.Once
	greet := func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}
	go func() {
		once.Do(greet)
	}()
	once.Do(greet)
	return nil
}
