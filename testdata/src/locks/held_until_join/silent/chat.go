// The spawner holds the lock until it has joined the goroutine.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type session struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (s *session) flush() {
	s.mu.Lock()
	defer s.mu.Unlock()
	done := make(chan struct{})
	go func() {
		defer close(done)
		s.stream.Send(&chatpb.Msg{Text: "hi"})
	}()
	<-done
}

func (s *session) send(m *chatpb.Msg) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.stream.Send(m)
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{stream: stream}
	flushed := make(chan struct{})
	go func() {
		defer close(flushed)
		s.flush()
	}()
	err = s.send(&chatpb.Msg{Text: "hi"})
	<-flushed
	return err
}
