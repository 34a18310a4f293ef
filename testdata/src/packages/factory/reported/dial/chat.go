// Package dial opens streams.
package dial

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type Dialer struct {
	chat   chatpb.ChatClient
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func New(chat chatpb.ChatClient) *Dialer {
	return &Dialer{chat: chat}
}

func (d *Dialer) Stream(ctx context.Context) (chatpb.Chat_ConnectClient, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.stream != nil {
		return d.stream, nil
	}
	stream, err := d.chat.Connect(ctx)
	d.stream = stream
	return stream, err
}
