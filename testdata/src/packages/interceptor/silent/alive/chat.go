// Package alive keeps streams alive.
package alive

import (
	"time"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
	"streamvet.test/packages/interceptor/silent/wire"
)

func Intercept(srv any, ss grpc.ServerStream, _ *grpc.StreamServerInfo, handler grpc.StreamHandler) error {
	locked := wire.New(ss)
	go ping(locked)
	return handler(srv, locked)
}

func ping(ss grpc.ServerStream) {
	for range time.Tick(time.Minute) {
		if err := ss.SendMsg(&chatpb.Msg{Text: "ping"}); err != nil {
			return
		}
	}
}
