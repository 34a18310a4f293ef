// A stream for each turn of the loop: each receiver has one of its own.
package silent

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, names []string) error {
	for _, name := range names {
		stream, err := c.Connect(ctx)
		if err != nil {
			return err
		}
		if err := stream.Send(&chatpb.Msg{From: name}); err != nil {
			return err
		}
		go func() {
			for {
				if _, err := stream.Recv(); err != nil {
					return
				}
			}
		}()
	}
	return nil
}
