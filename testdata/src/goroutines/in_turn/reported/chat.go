// Each delivery has an executor of its own, and leaving does not wait for it.
package reported

import (
	"github.com/edwarnicke/serialize"

	"streamvet.test/chatpb"
)

type room struct {
	executor serialize.Executor
	streams  []chatpb.Chat_ConnectClient
}

func (r *room) join(stream chatpb.Chat_ConnectClient) {
	r.executor.AsyncExec(func() {
		r.streams = append(r.streams, stream)
		stream.Send(&chatpb.Msg{Text: "welcome"})
	})
}

func (r *room) deliver(texts []string) {
	for _, text := range texts {
		var executor serialize.Executor
		executor.AsyncExec(func() {
			for _, stream := range r.streams {
				stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
			}
		})
	}
}

func (r *room) leave(stream chatpb.Chat_ConnectClient) {
	r.executor.AsyncExec(func() {
		stream.Send(&chatpb.Msg{Text: "goodbye"}) // want "closesend"
	})
	stream.CloseSend()
}
