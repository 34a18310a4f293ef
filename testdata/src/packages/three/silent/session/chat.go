// Package session builds on package wire.
package session

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/three/silent/wire"
)

type Session struct {
	conn *wire.Conn
}

func New(stream chatpb.Chat_ConnectClient) *Session {
	return &Session{wire.New(stream)}
}

func (s *Session) Run() error {
	return s.conn.Step()
}
