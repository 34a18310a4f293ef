// One stream for all turns of the loop: the receivers of all turns share it.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, names []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	for _, name := range names {
		if err := stream.Send(&chatpb.Msg{From: name}); err != nil {
			return err
		}
		go func() {
			for {
				if _, err := stream.Recv(); err != nil { // want "recvrecv"
					return
				}
			}
		}()
	}
	return nil
}
