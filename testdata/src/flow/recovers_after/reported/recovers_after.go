// After a panic an answer is sent before the deferred function that stops the goroutine.
package reported

import (
	"fmt"
	"time"

	"streamvet.test/chatpb"
)

func watch(stream chatpb.Chat_WatchServer, warm func()) (err error) {
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for {
			select {
			case <-quit:
				return
			case <-time.After(time.Second):
				stream.Send(&chatpb.Msg{Text: "warming up"}) // want "sendsend"
			}
		}
	}()
	defer func() {
		close(quit)
		<-done
	}()
	defer func() {
		if r := recover(); r != nil {
			err = stream.Send(&chatpb.Msg{Text: fmt.Sprint(r)})
		}
	}()
	warm()
	return nil
}
