// The retries run one after the other, in place.
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
	retry(3, func() error {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	})
	return nil
}

func retry(n int, f func() error) {
	for range n {
		if f() == nil {
			return
		}
	}
}
