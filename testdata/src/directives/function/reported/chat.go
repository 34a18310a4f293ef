// The function's directive names another category.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

// Chat sends twice.
//
//streamvet:ignore recvrecv the server answers once // want "directive"
func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	go func() {
		stream.Send(&chatpb.Msg{Text: "tick"}) // want "sendsend"
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
