// The dispatcher keeps the callback and calls it from its loop: the only sender.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type dispatcher struct {
	callbacks []func(string)
}

func (d *dispatcher) on(f func(string)) {
	d.callbacks = append(d.callbacks, f)
}

func (d *dispatcher) loop(events <-chan string) {
	for event := range events {
		for _, f := range d.callbacks {
			f(event)
		}
	}
}

func chat(ctx context.Context, c chatpb.ChatClient, events <-chan string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	d := new(dispatcher)
	d.on(func(event string) {
		stream.Send(&chatpb.Msg{Text: event})
	})
	go d.loop(events)
	_, err = stream.Recv()
	return err
}
