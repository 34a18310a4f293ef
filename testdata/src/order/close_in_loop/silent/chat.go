// Every way out of the loop passes the join.
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
			stream.Send(&chatpb.Msg{Text: name})
			close(done)
		}()
		<-done
		if name == "last" {
			break
		}
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
