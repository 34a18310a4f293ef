// A spawner of the project's own starts a goroutine with the function.
package reported

import (
	"context"
	"log"

	"streamvet.test/oldchatpb"
)

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	safely(func() {
		stream.Send(&oldchatpb.Msg{Text: "hi"}) // want "sendsend"
	})
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
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
