// The interceptor's last word is sent after the handler has returned.
package silent

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func farewell(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	err := handler(srv, ss)
	bye(ss)
	return err
}

func bye(ss grpc.ServerStream) {
	ss.SendMsg(&chatpb.Msg{Text: "bye"})
}

func serve() *grpc.Server {
	return grpc.NewServer(grpc.StreamInterceptor(farewell))
}
