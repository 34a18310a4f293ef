// The other package's factory gives each caller a stream of its own.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/factory/silent/dial"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	dialer := dial.New(c)
	for range 2 {
		go func() {
			stream, err := dialer.Stream(ctx)
			if err != nil {
				return
			}
			stream.Send(&chatpb.Msg{Text: "hi"})
		}()
	}
	return nil
}
