// Package uplink talks to a server.
package uplink

import (
	"context"
	"sync"
	"time"

	"streamvet.test/chatpb"
)

// An Uplink is one conversation.
type Uplink struct {
	mu     sync.Mutex
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
	u.mu.Lock()
	defer u.mu.Unlock()
	u.stream.Send(&chatpb.Msg{Text: text})
}
