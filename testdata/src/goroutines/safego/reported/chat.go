// A spawner of the project's own starts a goroutine with the function.
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
	safely(func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func safely(f func()) {
	go func() {
		defer func() {
			if r := recover(); r != nil {
				log.Print(r)
			}
		}()
		f()
	}()
}
