// Goroutine and caller use different keys.
package silent

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
		streams["left"].Send(&chatpb.Msg{Text: "hi"})
	}()
	return streams["right"].Send(&chatpb.Msg{Text: "hi"})
}
