// The wrapper locks Send, and CloseSend is the stream's.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type locked struct {
	chatpb.Chat_ConnectClient
	mu sync.Mutex
}

func (l *locked) Send(m *chatpb.Msg) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Chat_ConnectClient.Send(m) // want "closesend"
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	peer := &locked{Chat_ConnectClient: stream}
	go peer.Send(&chatpb.Msg{Text: "hi"})
	return peer.CloseSend()
}
