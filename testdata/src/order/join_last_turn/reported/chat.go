// A continue skips the join of its turn.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, names []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		done := make(chan struct{})
		go func() {
			defer close(done)
			stream.Send(&chatpb.Msg{Text: name}) // want "sendsend"
		}()
		if name == "" {
			continue
		}
		<-done
	}
	return nil
}
