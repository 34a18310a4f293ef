// The tomb's goroutine has ended before its starter sends.
package silent

import (
	"context"
	"errors"

	"gopkg.in/tomb.v2"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var t tomb.Tomb
	t.Go(func() error {
		return stream.Send(&chatpb.Msg{Text: "hi"})
	})
	err = t.Wait()
	return errors.Join(err, stream.Send(&chatpb.Msg{Text: "hi"}))
}
