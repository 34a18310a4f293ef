// Each turn starts two senders, so one turn is enough.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func each(n int, stream chatpb.Chat_ConnectClient) {
	for range n {
		go stream.Send(&chatpb.Msg{Text: "hello"})
		go stream.Send(&chatpb.Msg{Text: "bye"}) // want "sendsend"
	}
}

func run(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	each(1, stream)
	return nil
}
