// A subscription is sent again by a goroutine, with the mutex of the other subscriptions.
package silent

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

type Listener struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func (l *Listener) send(room string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.stream.Send(&chatpb.Msg{Room: room})
}

func (l *Listener) Subscribe(room string) {
	if l.send(room) != nil {
		go func() {
			time.Sleep(time.Second)
			l.send(room)
		}()
	}
}

func (l *Listener) Unsubscribe(room string) error {
	return l.send("-" + room)
}
