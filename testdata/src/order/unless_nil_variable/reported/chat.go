// The goroutine of the round before is waited for, but not in the round of an empty page.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func book(ctx context.Context, c chatpb.ChatClient, pages []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var flushed chan struct{}
	for _, text := range pages {
		if flushed != nil && text != "" {
			<-flushed
		}
		if err := stream.Send(&chatpb.Msg{Text: text}); err != nil {
			return err
		}
		done := make(chan struct{})
		flushed = done
		go func() {
			defer close(done)
			stream.Send(&chatpb.Msg{Text: "body of " + text}) // want "sendsend" "closesend"
		}()
	}
	if flushed != nil {
		<-flushed
	}
	return stream.CloseSend()
}
