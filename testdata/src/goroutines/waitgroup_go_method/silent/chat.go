// A method starts a receiver with a WaitGroup: whoever has the object calls it once.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type Session struct {
	stream chatpb.Chat_ConnectClient
	wg     sync.WaitGroup
}

func New(ctx context.Context, c chatpb.ChatClient) (*Session, error) {
	stream, err := c.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &Session{stream: stream}, nil
}

func (s *Session) Do() {
	s.wg.Go(func() {
		s.stream.Recv()
	})
}
