// A grpc.ClientStream opened by hand, with a sender and a receiver.
package silent

import (
	"context"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func relay(ctx context.Context, conn *grpc.ClientConn, desc *grpc.StreamDesc) error {
	stream, err := conn.NewStream(ctx, desc, "/chat/Connect")
	if err != nil {
		return err
	}
	go func() {
		stream.RecvMsg(new(chatpb.Msg))
	}()
	return stream.SendMsg(&chatpb.Msg{Text: "hi"})
}
