// A stream is added to those that a logging package forwards to, while goroutines log.
package reported

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/log_streams_added/reported/log"
)

// Serve works, and forwards the log.
func Serve(stream chatpb.Chat_ConnectServer, n int) {
	defer log.AddStream(stream)()
	for range n {
		go log.Print("a job") // want "sendsend"
	}
	<-stream.Context().Done()
}
