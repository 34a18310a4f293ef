// The flag is set as long as the stream is used.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type listener struct {
	stream  chatpb.Chat_ConnectClient
	mu      sync.Mutex
	running bool
}

func (l *listener) run() {
	l.mu.Lock()
	if l.running {
		l.mu.Unlock()
		return
	}
	l.running = true
	l.mu.Unlock()
	l.stream.Recv()
}

func use(stream chatpb.Chat_ConnectClient) {
	l := &listener{stream: stream}
	go l.run()
	l.run()
}
