// The hook that is called before the loop's goroutine starts sends.
package silent

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

type hooks struct {
	opened func()
	ticked func()
}

func run(h hooks) {
	h.opened()
	go func() {
		for range time.Tick(time.Second) {
			h.ticked()
		}
	}()
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	greet := func() {
		stream.Send(&chatpb.Msg{Text: "hello"})
	}
	read := func() {
		stream.Recv()
	}
	run(hooks{opened: greet, ticked: read})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
