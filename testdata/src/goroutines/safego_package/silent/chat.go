// A package of the project calls the function in place.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/goroutines/safego_package/silent/safe"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	safe.Do(func() {
		stream.Send(&chatpb.Msg{Text: "hi"})
	})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
