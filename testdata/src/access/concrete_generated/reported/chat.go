// A concrete stream type as older generators write it, with two senders.
package reported

import (
	"context"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

type connectClient struct {
	grpc.ClientStream
}

func (x *connectClient) Send(m *chatpb.Msg) error {
	return x.ClientStream.SendMsg(m)
}

func (x *connectClient) Recv() (*chatpb.Msg, error) {
	m := new(chatpb.Msg)
	if err := x.ClientStream.RecvMsg(m); err != nil {
		return nil, err
	}
	return m, nil
}

func chat(ctx context.Context, conn grpc.ClientConnInterface, desc *grpc.StreamDesc) error {
	inner, err := conn.NewStream(ctx, desc, "/chat/Connect")
	if err != nil {
		return err
	}
	stream := &connectClient{inner}
	go func() {
		stream.SendMsg(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
