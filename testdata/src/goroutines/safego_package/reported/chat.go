// A package of the project starts a goroutine with the function.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/goroutines/safego_package/reported/safe"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	safe.Do(func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
