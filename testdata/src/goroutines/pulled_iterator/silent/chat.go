// The sequence that is pulled sends only while next waits for it.
package silent

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
	stream.Send(&chatpb.Msg{Text: "ping"})
	next()
}
