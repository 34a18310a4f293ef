// Package wire has a stream with a Send of its own.
package wire

import (
	"sync"

	"streamvet.test/oldchatpb"
)

type Plain struct {
	oldchatpb.Chat_ConnectServer
	mu   sync.Mutex
	sent int
}

func NewPlain(stream oldchatpb.Chat_ConnectServer) *Plain {
	return &Plain{Chat_ConnectServer: stream}
}

func (l *Plain) Send(m *oldchatpb.Msg) error {
	l.mu.Lock()
	l.sent++
	defer l.mu.Unlock()
	return l.Chat_ConnectServer.Send(m)
}
