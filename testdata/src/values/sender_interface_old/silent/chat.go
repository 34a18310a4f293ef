// The project's own interface of one method: a lock behind it.
package silent

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
		if err := out.Send(&oldchatpb.Msg{Text: "ping"}); err != nil {
			return
		}
	}
}

func chat(ctx context.Context, c oldchatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var out sender = &locked{sender: stream}
	go heartbeat(out)
	return out.Send(&oldchatpb.Msg{Text: "hi"})
}
