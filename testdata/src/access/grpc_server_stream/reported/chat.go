// A handler for every method gets a grpc.ServerStream, and has two senders.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func unknown(_ any, stream grpc.ServerStream) error {
	go func() {
		stream.SendMsg(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return stream.SendMsg(&chatpb.Msg{Text: "hi"})
}

func serve() *grpc.Server {
	return grpc.NewServer(grpc.UnknownServiceHandler(unknown))
}
