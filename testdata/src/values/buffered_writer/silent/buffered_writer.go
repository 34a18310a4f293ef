// Lines and the ticker's flush reach the stream through one buffer, both with the mutex.
package silent

import (
	"bufio"
	"context"
	"sync"
	"time"

	"streamvet.test/chatpb"
)

// sender sends what is written.
type sender struct {
	stream chatpb.Chat_UploadClient
}

func (s *sender) Write(p []byte) (int, error) {
	return len(p), s.stream.Send(&chatpb.Msg{Text: string(p)})
}

type shipper struct {
	mu  sync.Mutex
	buf *bufio.Writer
}

func (s *shipper) line(text string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	_, err := s.buf.WriteString(text)
	return err
}

func (s *shipper) flush() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.buf.Flush()
}

func ship(ctx context.Context, client chatpb.ChatClient, lines []string) error {
	stream, err := client.Upload(ctx)
	if err != nil {
		return err
	}
	s := &shipper{buf: bufio.NewWriter(&sender{stream})}
	go func() {
		for range time.Tick(time.Second) {
			s.flush()
		}
	}()
	for _, text := range lines {
		if err := s.line(text); err != nil {
			return err
		}
	}
	return nil
}
