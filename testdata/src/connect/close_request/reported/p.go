// The receiver closes the send side while the sender may still send.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/chatpb/chatpbconnect"
)

func chat(ctx context.Context, c chatpbconnect.ChatClient, lines <-chan string) error {
	stream := c.Connect(ctx)
	sent := make(chan bool)
	go func() {
		defer close(sent)
		for text := range lines {
			stream.Send(&chatpb.Msg{Text: text}) // want "close-beside-write"
		}
	}()
	for {
		if _, err := stream.Receive(); err != nil {
			return stream.CloseRequest()
		}
	}
}
