// The concrete type behind the generated interfaces, with two senders.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func chat(stream *grpc.GenericClientStream[chatpb.Msg, chatpb.Msg]) error {
	go func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
