// One method starts the sender, and the next method sends beside it.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type session struct {
	stream chatpb.Chat_ConnectClient
	done   chan struct{}
}

func (s *session) start() {
	go func() {
		defer close(s.done)
		s.stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	}()
}

func (s *session) send(m *chatpb.Msg) error {
	return s.stream.Send(m)
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{stream, make(chan struct{})}
	s.start()
	return s.send(&chatpb.Msg{Text: "hi"})
}
