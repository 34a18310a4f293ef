// Package wire has a heartbeat that can be stopped.
package wire

import (
	"time"

	"streamvet.test/chatpb"
)

func Heartbeat(stream chatpb.Chat_ConnectClient) (stop func()) {
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-quit:
				return
			case <-time.After(time.Second):
				stream.Send(&chatpb.Msg{Text: "ping"})
			}
		}
	}()
	return func() {
		close(quit)
	}
}
