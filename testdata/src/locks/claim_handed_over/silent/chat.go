// The loop is started by whoever wins the swap, one at a time.
package silent

import (
	"sync/atomic"

	"streamvet.test/chatpb"
)

type listener struct {
	stream  chatpb.Chat_ConnectClient
	running atomic.Bool
}

func (l *listener) ensure() {
	if !l.running.CompareAndSwap(false, true) {
		return
	}
	go func() {
		defer l.running.Store(false)
		for {
			if _, err := l.stream.Recv(); err != nil {
				return
			}
		}
	}()
}

func (l *listener) Add(m *chatpb.Msg) error {
	l.ensure()
	err := l.stream.Send(m)
	l.ensure()
	return err
}
