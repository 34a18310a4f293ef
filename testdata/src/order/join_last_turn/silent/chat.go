// Every way round passes the join.
package silent

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
			stream.Send(&chatpb.Msg{Text: name})
		}()
		<-done
	}
	return nil
}
