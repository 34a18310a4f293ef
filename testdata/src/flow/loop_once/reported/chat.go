// Each turn that gets that far starts a goroutine.
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
		if name == "" {
			continue
		}
		go func() {
			stream.Send(&chatpb.Msg{Text: name}) // want "sendsend"
		}()
	}
	return nil
}
