// A package that doesn't know grpc tries the callback again, in place.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/retry/silent/retry"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	retry.Do(3, func() error {
		return stream.Send(&chatpb.Msg{Text: "hello"})
	})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
