// The commands' channel has a consumer in each of two goroutines of the object.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type command interface {
	run(chatpb.Chat_ConnectClient)
}

type say string

func (s say) run(stream chatpb.Chat_ConnectClient) {
	stream.Send(&chatpb.Msg{Text: string(s)}) // want "sendsend"
}

type session struct {
	stream   chatpb.Chat_ConnectClient
	commands chan command
}

func (s *session) loop() {
	for c := range s.commands {
		c.run(s.stream)
	}
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	s := &session{stream, make(chan command)}
	go s.loop()
	go s.loop()
	s.commands <- say("hello")
	s.commands <- say("hi")
	return nil
}
