// Package uplink talks to a server.
package uplink

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

// An Uplink is one conversation.
type Uplink struct {
	stream chatpb.Chat_ConnectClient
}

// Open begins one, and shows that it is alive.
func Open(ctx context.Context, c chatpb.ChatClient) (*Uplink, error) {
	stream, err := c.Connect(ctx)
	if err != nil {
		return nil, err
	}
	u := &Uplink{stream: stream}
	go u.beat()
	return u, nil
}

func (u *Uplink) beat() {
	for range time.Tick(time.Minute) {
		u.Say("still here")
	}
}

// Say sends a text.
func (u *Uplink) Say(text string) {
	u.stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
}
