// Package wire has a heartbeat that can be stopped.
package wire

import (
	"time"

	"streamvet.test/oldchatpb"
)

func Heartbeat(stream oldchatpb.Chat_ConnectClient) (stop func()) {
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-quit:
				return
			case <-time.After(time.Second):
				stream.Send(&oldchatpb.Msg{Text: "ping"})
			}
		}
	}()
	return func() {
		close(quit)
	}
}
