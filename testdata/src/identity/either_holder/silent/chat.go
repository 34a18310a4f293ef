// One of two objects is given another stream each time, whichever of the two it is.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type holder struct{ stream chatpb.Chat_ConnectClient }

func (h *holder) set(stream chatpb.Chat_ConnectClient) { h.stream = stream }

func (h *holder) start() {
	stream := h.stream
	go stream.Send(&chatpb.Msg{})
}

func run(ctx context.Context, c chatpb.ChatClient, second bool) error {
	a, b := &holder{}, &holder{}
	h := a
	if second {
		h = b
	}
	for range 2 {
		stream, err := c.Connect(ctx)
		if err != nil {
			return err
		}
		h.set(stream)
		h.start()
	}
	return nil
}
