// A writer behind an interface in a field is nobody else's; its owner calls it with a mutex.
package silent

import (
	"context"
	"io"
	"sync"

	"streamvet.test/chatpb"
)

type sender struct {
	stream chatpb.Chat_UploadClient
}

func (s *sender) Write(p []byte) (int, error) {
	return len(p), s.stream.Send(&chatpb.Msg{Text: string(p)})
}

type shipper struct {
	mu sync.Mutex
	w  io.Writer
}

func newShipper(w io.Writer) *shipper { return &shipper{w: w} }

func (s *shipper) ship(p []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.w.Write(p)
}

func run(ctx context.Context, client chatpb.ChatClient, a, b []byte) error {
	stream, err := client.Upload(ctx)
	if err != nil {
		return err
	}
	s := newShipper(&sender{stream})
	go s.ship(a)
	s.ship(b)
	return nil
}
