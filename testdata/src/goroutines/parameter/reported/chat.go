// The stream goes to the goroutine as an argument of its literal.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func(s chatpb.Chat_ConnectClient) {
		s.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}(stream)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
