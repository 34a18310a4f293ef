// Each function of the slice is called in turn.
package silent

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
		func() { stream.Send(&chatpb.Msg{Text: "bye"}) },
	}
	for _, step := range steps {
		step()
	}
	return nil
}
