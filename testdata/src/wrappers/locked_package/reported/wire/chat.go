// Package wire has a stream with a Send of its own.
package wire

import (
	"sync"

	"streamvet.test/chatpb"
)

type Locked struct {
	chatpb.Chat_ConnectServer
	mu   sync.Mutex
	sent int
}

func NewLocked(stream chatpb.Chat_ConnectServer) *Locked {
	return &Locked{Chat_ConnectServer: stream}
}

func (l *Locked) Send(m *chatpb.Msg) error {
	l.mu.Lock()
	l.sent++
	l.mu.Unlock()
	return l.Chat_ConnectServer.Send(m)
}
