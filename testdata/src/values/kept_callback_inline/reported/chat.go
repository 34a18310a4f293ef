// The dispatcher calls the callback in a new goroutine.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type dispatcher struct {
	callback func(string)
}

func (d *dispatcher) fire(event string) {
	go d.callback(event)
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	d := &dispatcher{}
	d.callback = func(event string) {
		stream.Send(&chatpb.Msg{Text: event}) // want "sendsend"
	}
	d.fire("hello")
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
