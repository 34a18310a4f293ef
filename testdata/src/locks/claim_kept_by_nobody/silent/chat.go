// Whoever wins the swap receives.
package silent

import (
	"sync/atomic"

	"streamvet.test/chatpb"
)

type listener struct {
	stream  chatpb.Chat_ConnectClient
	running atomic.Bool
}

func (l *listener) loop() {
	for {
		if _, err := l.stream.Recv(); err != nil {
			return
		}
	}
}

func (l *listener) run() {
	if !l.running.CompareAndSwap(false, true) {
		return
	}
	l.loop()
}

func use(stream chatpb.Chat_ConnectClient) {
	l := &listener{stream: stream}
	go l.run()
	l.run()
}
