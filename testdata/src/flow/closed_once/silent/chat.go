// The first close takes the stream out of the field, so that the second does nothing.
package silent

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

type session struct {
	stream chatpb.Chat_UploadClient
}

func (s *session) close() {
	if s.stream == nil {
		return
	}
	stream := s.stream
	done := make(chan struct{})
	go func() {
		defer close(done)
		stream.CloseAndRecv()
	}()
	select {
	case <-done:
	case <-time.After(time.Second):
	}
	s.stream = nil
}

func upload(ctx context.Context, c chatpb.ChatClient, failed bool) error {
	stream, err := c.Upload(ctx)
	if err != nil {
		return err
	}
	s := &session{stream}
	if failed {
		s.close()
	}
	s.close()
	return nil
}
