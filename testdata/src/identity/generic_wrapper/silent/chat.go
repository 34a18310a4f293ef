// A generic wrapper, used by a sender and a receiver.
package silent

import (
	"context"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type wrapper[Req, Res any] struct {
	stream grpc.BidiStreamingClient[Req, Res]
}

func (w *wrapper[Req, Res]) send(m *Req) error {
	return w.stream.Send(m)
}

func (w *wrapper[Req, Res]) recv() (*Res, error) {
	return w.stream.Recv()
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	w := &wrapper[chatpb.Msg, chatpb.Msg]{stream}
	go w.recv()
	return w.send(&chatpb.Msg{Text: "hi"})
}
