// The hook that the loop calls from its goroutine sends.
package reported

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
		stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	}
	read := func() {
		stream.Recv()
	}
	run(hooks{opened: read, ticked: greet})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
