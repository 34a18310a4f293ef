// The concrete type behind the generated interfaces, with a sender and a receiver.
package silent

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func chat(stream *grpc.GenericClientStream[chatpb.Msg, chatpb.Msg]) error {
	go func() {
		stream.Recv()
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
