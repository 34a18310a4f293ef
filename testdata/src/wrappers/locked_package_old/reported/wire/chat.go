// Package wire has a stream with a Send of its own.
package wire

import (
	"sync"

	"streamvet.test/oldchatpb"
)

type Locked struct {
	oldchatpb.Chat_ConnectServer
	mu   sync.Mutex
	sent int
}

func NewLocked(stream oldchatpb.Chat_ConnectServer) *Locked {
	return &Locked{Chat_ConnectServer: stream}
}

func (l *Locked) Send(m *oldchatpb.Msg) error {
	l.mu.Lock()
	l.sent++
	l.mu.Unlock()
	return l.Chat_ConnectServer.Send(m)
}
