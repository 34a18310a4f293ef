// The channel that its methods take as a mutex was made with the object, with room
// for one.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type Session struct {
	stream chatpb.Chat_ConnectClient
	token  chan struct{}
}

func Open(ctx context.Context, c chatpb.ChatClient) (*Session, error) {
	stream, err := c.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &Session{stream: stream, token: make(chan struct{}, 1)}, nil
}

func (s *Session) Say(text string) error {
	s.token <- struct{}{}
	defer s.release()
	return s.stream.Send(&chatpb.Msg{Text: text})
}

func (s *Session) release() { <-s.token }

func (s *Session) Serve() {
	for {
		m, err := s.stream.Recv()
		if err != nil {
			return
		}
		go s.Say(m.GetText())
	}
}
