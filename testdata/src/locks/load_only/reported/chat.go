// The mutex guards the field that holds the stream, and not its use.
package reported

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
	stream := s.stream
	s.mu.Unlock()
	return stream.Send(m) // want "sendsend"
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
