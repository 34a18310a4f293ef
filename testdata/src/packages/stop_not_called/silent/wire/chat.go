// Package wire has a heartbeat whose stop function waits.
package wire

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

func Heartbeat(stream chatpb.Chat_ConnectClient) (stop func()) {
	quit := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for {
			select {
			case <-quit:
				return
			case <-time.After(time.Second):
				stream.Send(&chatpb.Msg{Text: "ping"})
			}
		}
	})
	return func() {
		close(quit)
		wg.Wait()
	}
}
