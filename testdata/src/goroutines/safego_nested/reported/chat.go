// A spawner behind a spawner.
package reported

import (
	"context"
	"log"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	background("greet", func() error {
		return stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func background(name string, f func() error) {
	start(func() {
		if err := f(); err != nil {
			log.Print(name, err)
		}
	})
}

func start(f func()) {
	go f()
}
