// The directive names the category of another library's rule.
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
		//streamvet:ignore concurrent-use the server answers once // want "directive"
		stream.Send(&chatpb.Msg{Text: "tick"}) // want "sendsend"
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
