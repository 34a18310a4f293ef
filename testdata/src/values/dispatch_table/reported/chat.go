// The functions of the table are called in goroutines.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, commands []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	table := map[string]func(){
		"greet": func() {
			stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
		},
		"read": func() {
			stream.Recv()
		},
	}
	go table["greet"]()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
