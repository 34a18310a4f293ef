// The directive stands at the call that leads to the other place.
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
	go func() {
		stream.Send(&chatpb.Msg{Text: "tick"}) // want "sendsend"
	}()
	//streamvet:ignore sendsend the server answers once // want "directive"
	return hello(stream)
}

func hello(stream chatpb.Chat_ConnectClient) error {
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
