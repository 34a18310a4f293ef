// A subscription is sent again by a goroutine, beside other subscriptions.
package reported

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
	return l.stream.Send(&chatpb.Msg{Room: room}) // want "sendsend"
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
