// The package's stream is used by the goroutine and by its starter, to send.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

var stream chatpb.Chat_ConnectClient

func chat(ctx context.Context, c chatpb.ChatClient) (err error) {
	stream, err = c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
