// The project's own interface of one method: two senders behind it.
package reported

import (
	"context"
	"sync"
	"time"

	"streamvet.test/oldchatpb"
)

type sender interface {
	Send(*oldchatpb.Msg) error
}

type locked struct {
	sender
	mu sync.Mutex
}

func (l *locked) Send(m *oldchatpb.Msg) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.sender.Send(m)
}

func heartbeat(out sender) {
	for range time.Tick(time.Second) {
		if err := out.Send(&oldchatpb.Msg{Text: "ping"}); err != nil { // want "sendsend"
			return
		}
	}
}

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var out sender = stream
	go heartbeat(out)
	return out.Send(&oldchatpb.Msg{Text: "hi"})
}
