// Each of several goroutines opens a stream and starts its receiver, behind an interface.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type opener interface {
	open(ctx context.Context) error
}

type dialer struct {
	client chatpb.ChatClient
	last   chatpb.Chat_ConnectClient
}

func (d *dialer) open(ctx context.Context) error {
	stream, err := d.client.Connect(ctx)
	if err != nil {
		return err
	}
	d.last = stream
	go receive(stream)
	return nil
}

type receiver interface {
	Recv() (*chatpb.Msg, error)
}

func receive(stream receiver) {
	for {
		if _, err := stream.Recv(); err != nil {
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

func use(ctx context.Context, c chatpb.ChatClient) {
	h := &hub{opener: &dialer{client: c}}
	h.start(ctx, 4)
}
