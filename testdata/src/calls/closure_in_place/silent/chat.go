// The closure is called before the go statement.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	greet := func() error {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	}
	err = greet()
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	return err
}
