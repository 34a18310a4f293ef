// A goroutine sends heartbeats beside the one that sends lines.
package reported

import (
	"context"
	"time"

	"streamvet.test/chatpb"
	"streamvet.test/chatpb/chatpbconnect"
)

func chat(ctx context.Context, c chatpbconnect.ChatClient, lines <-chan string) error {
	stream := c.Connect(ctx)
	go func() {
		for range time.Tick(time.Minute) {
			stream.Send(&chatpb.Msg{Text: "beat"}) // want "concurrent-write" "close-beside-write"
		}
	}()
	for text := range lines {
		if err := stream.Send(&chatpb.Msg{Text: text}); err != nil {
			return err
		}
	}
	return stream.CloseRequest()
}
