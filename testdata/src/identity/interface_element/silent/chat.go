// The stream goes to an interface of another package whose implementation there receives.
package silent

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/identity/interface_element/silent/greet"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var r greet.Runner = greet.Greeter{Stream: stream}
	go r.Run()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
