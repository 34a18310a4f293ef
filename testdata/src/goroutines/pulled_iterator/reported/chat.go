// The sequence that is pulled sends beside the goroutine.
package reported

import (
	"iter"

	"streamvet.test/chatpb"
)

func sent(stream chatpb.Chat_ConnectClient) iter.Seq[error] {
	return func(yield func(error) bool) {
		for yield(stream.Send(&chatpb.Msg{Text: "hi"})) {
		}
	}
}

func chat(stream chatpb.Chat_ConnectClient) {
	next, stop := iter.Pull(sent(stream))
	defer stop()
	next()
	go stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
	next()
}
