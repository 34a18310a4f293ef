// A handler for every method gets a grpc.ServerStream, and sends and receives.
package silent

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func unknown(_ any, stream grpc.ServerStream) error {
	go func() {
		stream.RecvMsg(new(chatpb.Msg))
	}()
	return stream.SendMsg(&chatpb.Msg{Text: "hi"})
}

func serve() *grpc.Server {
	return grpc.NewServer(grpc.UnknownServiceHandler(unknown))
}
