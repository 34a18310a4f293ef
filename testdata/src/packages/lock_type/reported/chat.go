// A lock of a package that doesn't know grpc, given back before the send.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/lock_type/reported/guard"
)

type session struct {
	mu     guard.Mutex
	stream chatpb.Chat_ConnectClient
}

func (s *session) send(text string) error {
	s.mu.Lock()
	s.mu.Unlock()
	return s.stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{stream: stream}
	go s.send("hello")
	return s.send("hi")
}
