// The mutex guards the field and the use of the stream.
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

func (s *session) send(m *chatpb.Msg) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	stream := s.stream
	return stream.Send(m)
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{stream: stream}
	go s.send(&chatpb.Msg{Text: "hi"})
	return s.send(&chatpb.Msg{Text: "hi"})
}
