// One executor runs the functions, one at a time.
package silent

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
		r.executor.AsyncExec(func() {
			for _, stream := range r.streams {
				stream.Send(&chatpb.Msg{Text: text})
			}
		})
	}
}

func (r *room) leave(stream chatpb.Chat_ConnectClient) {
	<-r.executor.AsyncExec(func() {
		stream.Send(&chatpb.Msg{Text: "goodbye"})
	})
	stream.CloseSend()
}
