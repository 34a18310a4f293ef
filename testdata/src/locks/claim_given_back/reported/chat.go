// The flag is unset again before the stream is used.
package reported

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
	l.running = false
	l.mu.Unlock()
	l.mu.Lock()
	l.mu.Unlock()
	l.stream.Recv() // want "recvrecv"
}

func use(stream chatpb.Chat_ConnectClient) {
	l := &listener{stream: stream}
	go l.run()
	l.run()
}
