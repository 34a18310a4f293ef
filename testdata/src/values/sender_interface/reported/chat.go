// The project's own interface of one method: two senders behind it.
package reported

import (
	"context"
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type sender interface {
	Send(*chatpb.Msg) error
}

type locked struct {
	sender
	mu sync.Mutex
}

func (l *locked) Send(m *chatpb.Msg) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.sender.Send(m)
}

func heartbeat(out sender) {
	for range time.Tick(time.Second) {
		if err := out.Send(&chatpb.Msg{Text: "ping"}); err != nil { // want "sendsend"
			return
		}
	}
}

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var out sender = stream
	go heartbeat(out)
	return out.Send(&chatpb.Msg{Text: "hi"})
}
