// The tomb's goroutine sends while its starter sends.
package reported

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
		return stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	})
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	return errors.Join(err, t.Wait())
}
