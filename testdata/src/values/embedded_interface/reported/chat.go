// The struct embeds the project's interface, which holds the stream.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type sender interface {
	Send(*chatpb.Msg) error
}

type queue chan *chatpb.Msg

func (q queue) Send(m *chatpb.Msg) error {
	q <- m
	return nil
}

type peer struct {
	sender
	name string
}

func chat(ctx context.Context, c chatpb.ChatClient, q queue) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	p := &peer{stream, "peer"}
	go p.Send(&chatpb.Msg{From: p.name}) // want "sendsend"
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
