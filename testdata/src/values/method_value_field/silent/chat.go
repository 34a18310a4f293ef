// The task keeps a method value of the session, which receives.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

type session struct {
	stream chatpb.Chat_ConnectClient
}

func (s *session) ping() {
	s.stream.Send(&chatpb.Msg{Text: "ping"})
}

func (s *session) read() {
	s.stream.Recv()
}

type task struct {
	run func()
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{stream}
	t := task{s.read}
	go t.run()
	return s.stream.Send(&chatpb.Msg{Text: "hi"})
}
