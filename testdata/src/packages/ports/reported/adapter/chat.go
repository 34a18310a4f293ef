// Package adapter implements the interface of package port.
package adapter

import (
	"sync"

	"streamvet.test/chatpb"
	"streamvet.test/packages/ports/reported/port"
)

type Adapter struct {
	mu     sync.Mutex
	stream chatpb.Chat_ConnectClient
}

func New(stream chatpb.Chat_ConnectClient) *Adapter {
	return &Adapter{stream: stream}
}

var _ port.Sender = (*Adapter)(nil)

func (a *Adapter) Send(text string) error {
	return a.stream.Send(&chatpb.Msg{Text: text})
}
