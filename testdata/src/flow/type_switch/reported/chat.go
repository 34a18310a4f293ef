// The case of the goroutine goes on to the send behind the switch.
package reported

import (
	"context"
	"log"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, input any) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	switch v := input.(type) {
	case string:
		go func() {
			stream.Send(&chatpb.Msg{Text: v}) // want "sendsend"
		}()
	case error:
		log.Print(v)
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
