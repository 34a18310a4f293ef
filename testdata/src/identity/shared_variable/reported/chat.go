// The variable outlives the turn: goroutines of earlier turns see the newest stream.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, names []string) error {
	var stream chatpb.Chat_ConnectClient
	var err error
	for range names {
		stream, err = c.Connect(ctx)
		if err != nil {
			return err
		}
		go func() {
			for {
				if err := stream.Send(&chatpb.Msg{Text: "hi"}); err != nil { // want "sendsend"
					return
				}
			}
		}()
	}
	return nil
}
