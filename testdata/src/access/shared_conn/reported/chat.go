// Goroutines share one stream of a connection.
package reported

import (
	"context"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, conn *grpc.ClientConn) error {
	stream, err := chatpb.NewChatClient(conn).Connect(ctx)
	if err != nil {
		return err
	}
	for range 3 {
		go func() {
			stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		}()
	}
	return nil
}
