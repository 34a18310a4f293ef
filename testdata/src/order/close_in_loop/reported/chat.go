// A branch of the loop breaks out of it with the goroutine still running.
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
			stream.Send(&chatpb.Msg{Text: name}) // want "sendsend"
			close(done)
		}()
		if name == "last" {
			break
		}
		<-done
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
