// The dispatcher keeps the callback and calls it from its loop, beside the caller's send.
package reported

import (
	"context"

	"streamvet.test/oldchatpb"
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

func chat(ctx context.Context, c oldchatpb.ChatClient, events <-chan string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	d := new(dispatcher)
	d.on(func(event string) {
		stream.Send(&oldchatpb.Msg{Text: event}) // want "sendsend"
	})
	go d.loop(events)
	return stream.Send(&oldchatpb.Msg{Text: "hi"})
}
