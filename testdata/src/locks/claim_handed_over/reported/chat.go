// The loop starts whether the swap has been won or not.
package reported

import (
	"sync/atomic"

	"streamvet.test/chatpb"
)

type listener struct {
	stream  chatpb.Chat_ConnectClient
	running atomic.Bool
}

func (l *listener) ensure() {
	l.running.CompareAndSwap(false, true)
	go func() {
		defer l.running.Store(false)
		for {
			if _, err := l.stream.Recv(); err != nil { // want "recvrecv"
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
