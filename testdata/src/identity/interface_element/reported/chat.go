// The stream goes to an interface of another package whose implementation there sends.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/identity/interface_element/reported/greet"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var r greet.Runner = greet.Greeter{Stream: stream}
	go r.Run() // want "sendsend"
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
