// The dispatcher calls the callback in place.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type dispatcher struct {
	callback func(string)
}

func (d *dispatcher) fire(event string) {
	d.callback(event)
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	d := &dispatcher{}
	d.callback = func(event string) {
		stream.Send(&chatpb.Msg{Text: event})
	}
	d.fire("hello")
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
