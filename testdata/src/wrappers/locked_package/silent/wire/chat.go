// Package wire has a stream with a Send of its own.
package wire

import (
	"sync"

	"streamvet.test/chatpb"
)

type Plain struct {
	chatpb.Chat_ConnectServer
	mu   sync.Mutex
	sent int
}

func NewPlain(stream chatpb.Chat_ConnectServer) *Plain {
	return &Plain{Chat_ConnectServer: stream}
}

func (l *Plain) Send(m *chatpb.Msg) error {
	l.mu.Lock()
	l.sent++
	defer l.mu.Unlock()
	return l.Chat_ConnectServer.Send(m)
}
