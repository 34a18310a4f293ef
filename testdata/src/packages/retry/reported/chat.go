// A package that doesn't know grpc tries the callback again, in a goroutine.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/retry/reported/retry"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	retry.Do(3, func() error {
		return stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
