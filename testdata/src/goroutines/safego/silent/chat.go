// A helper of the project's own calls the function in place.
package silent

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
		stream.Send(&chatpb.Msg{Text: "hi"})
	})
	return stream.Send(&chatpb.Msg{Text: "hi"})
}

func safely(f func()) {
	defer func() {
		if r := recover(); r != nil {
			log.Print(r)
		}
	}()
	f()
}
