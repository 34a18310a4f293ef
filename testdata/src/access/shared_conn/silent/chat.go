// Goroutines share a connection, and open a stream each.
package silent

import (
	"context"

	"google.golang.org/grpc"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, conn *grpc.ClientConn) error {
	for range 3 {
		go func() {
			stream, err := chatpb.NewChatClient(conn).Connect(ctx)
			if err != nil {
				return
			}
			stream.Send(&chatpb.Msg{Text: "hi"})
		}()
	}
	return nil
}
