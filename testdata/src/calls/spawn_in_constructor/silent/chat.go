// The constructor starts a goroutine that receives.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type session struct {
	stream chatpb.Chat_ConnectClient
}

func dial(ctx context.Context, c chatpb.ChatClient) (*session, error) {
	stream, err := c.Connect(ctx)
	if err != nil {
		return nil, err
	}
	s := &session{stream}
	go s.loop()
	return s, nil
}

func (s *session) loop() {
	s.stream.Recv()
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	s, err := dial(ctx, c)
	if err != nil {
		return err
	}
	return s.stream.Send(&chatpb.Msg{Text: "hi"})
}
