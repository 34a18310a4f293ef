// There is nothing to accept.
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
	//streamvet:ignore sendsend the server answers once // want "directive"
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
