// The spawner is one go statement on its parameter.
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
	start(func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func start(f func()) {
	go f()
}
