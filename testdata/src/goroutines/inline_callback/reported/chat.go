// The retries run in goroutines of their own.
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
	retry(3, func() error {
		return stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	})
	return nil
}

func retry(n int, f func() error) {
	for range n {
		go f()
	}
}
