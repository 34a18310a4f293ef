// The object is given another stream each time; the goroutine has the one that it began with.
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

func run(ctx context.Context, c chatpb.ChatClient) error {
	h := &holder{}
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
