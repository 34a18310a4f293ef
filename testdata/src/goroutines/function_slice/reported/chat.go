// Each function of the slice becomes a goroutine.
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
	steps := []func(){
		func() { stream.Send(&chatpb.Msg{Text: "hi"}) },
		func() { stream.Send(&chatpb.Msg{Text: "bye"}) }, // want "sendsend"
	}
	for _, step := range steps {
		go step()
	}
	return nil
}
