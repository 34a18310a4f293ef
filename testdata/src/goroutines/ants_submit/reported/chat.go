// The pool runs the task meanwhile, and it sends.
package reported

import (
	"context"

	"github.com/panjf2000/ants/v2"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, workers *ants.Pool) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	err = workers.Submit(func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	})
	if err != nil {
		return err
	}
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
