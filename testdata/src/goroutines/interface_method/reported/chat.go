// A goroutine through an interface whose only implementation sends.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type runner interface {
	run()
}

type greeter struct {
	stream chatpb.Chat_ConnectClient
}

func (g greeter) run() {
	g.stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var r runner = greeter{stream}
	go r.run()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
