// Close closes the send side while subscriptions are being sent.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type listener struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (l *listener) subscribe(room string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.stream.Send(&chatpb.Msg{Room: room}) // want "closesend"
}

func (l *listener) close() error {
	return l.stream.CloseSend()
}

func follow(ctx context.Context, c chatpb.ChatClient, rooms <-chan string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	l := &listener{stream: stream}
	go func() {
		for room := range rooms {
			l.subscribe(room)
		}
	}()
	<-ctx.Done()
	return l.close()
}
