// The object is given the same stream each time.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type holder struct{ stream chatpb.Chat_ConnectClient }

func (h *holder) set(stream chatpb.Chat_ConnectClient) { h.stream = stream }

func (h *holder) start() {
	stream := h.stream
	go stream.Send(&chatpb.Msg{}) // want "sendsend"
}

func run(ctx context.Context, c chatpb.ChatClient) error {
	h := &holder{}
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for range 2 {
		h.set(stream)
		h.start()
	}
	return nil
}
