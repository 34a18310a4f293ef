// Goroutine and caller use the same key.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	streams := make(map[string]chatpb.Chat_ConnectClient)
	for _, name := range []string{"left", "right"} {
		stream, err := c.Connect(ctx)
		if err != nil {
			return err
		}
		streams[name] = stream
	}
	go func() {
		streams["right"].Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}()
	return streams["right"].Send(&chatpb.Msg{Text: "hi"})
}
