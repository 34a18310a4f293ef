// The subscriptions are sent again on the new stream, which is installed afterwards.
package silent

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type Listener struct {
	client chatpb.ChatClient
	rooms  []string
	sendMu sync.Mutex
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (l *Listener) snapshot() chatpb.Chat_ConnectClient {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.stream
}

func (l *Listener) install(stream chatpb.Chat_ConnectClient) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stream = stream
}

func (l *Listener) connect(ctx context.Context) error {
	stream, err := l.client.Connect(ctx)
	if err != nil {
		return err
	}
	for _, room := range l.rooms {
		if err := stream.Send(&chatpb.Msg{Room: room}); err != nil {
			return err
		}
	}
	l.install(stream)
	return nil
}

func (l *Listener) Start(ctx context.Context) {
	go func() {
		for l.connect(ctx) == nil {
			l.receive()
		}
	}()
}

func (l *Listener) receive() {
	stream := l.snapshot()
	for {
		if _, err := stream.Recv(); err != nil {
			return
		}
	}
}

func (l *Listener) Add(room string) error {
	l.sendMu.Lock()
	defer l.sendMu.Unlock()
	if stream := l.snapshot(); stream != nil {
		return stream.Send(&chatpb.Msg{Room: room})
	}
	return nil
}
