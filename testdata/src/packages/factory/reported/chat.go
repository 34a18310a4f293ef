// The other package's factory gives both callers the stream that it has kept.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/factory/reported/dial"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	dialer := dial.New(c)
	for range 2 {
		go func() {
			stream, err := dialer.Stream(ctx)
			if err != nil {
				return
			}
			stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		}()
	}
	return nil
}
