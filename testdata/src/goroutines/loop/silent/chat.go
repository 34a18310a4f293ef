// Each way round waits for its goroutine before the next one starts.
package silent

import (
	"context"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient, names []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		done := make(chan struct{})
		go func() {
			defer close(done)
			stream.Send(&oldchatpb.Msg{Text: name})
		}()
		<-done
	}
	return nil
}
