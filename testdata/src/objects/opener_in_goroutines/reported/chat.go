// Each of several goroutines starts a receiver of one stream, behind an interface.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type opener interface {
	open(ctx context.Context) error
}

type dialer struct {
	stream chatpb.Chat_ConnectClient
}

func (d *dialer) open(ctx context.Context) error {
	go receive(d.stream)
	return nil
}

type receiver interface {
	Recv() (*chatpb.Msg, error)
}

func receive(stream receiver) {
	for {
		if _, err := stream.Recv(); err != nil { // want "recvrecv"
			return
		}
	}
}

type hub struct {
	opener opener
}

func (h *hub) start(ctx context.Context, count int) {
	for range count {
		go func() {
			h.connect(ctx)
		}()
	}
}

func (h *hub) connect(ctx context.Context) error {
	return h.opener.open(ctx)
}

func use(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	h := &hub{opener: &dialer{stream}}
	h.start(ctx, 4)
	return nil
}
