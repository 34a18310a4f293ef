// The interceptor's last word is sent in a goroutine while the handler runs.
package reported

import (
	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func farewell(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	go bye(ss)
	err := handler(srv, ss)
	return err
}

func bye(ss grpc.ServerStream) {
	ss.SendMsg(&chatpb.Msg{Text: "bye"}) // want "sendsend"
}

func serve() *grpc.Server {
	return grpc.NewServer(grpc.StreamInterceptor(farewell))
}
