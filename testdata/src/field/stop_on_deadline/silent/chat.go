// A timer tells the sender, which tells the other side to stop.
package silent

import (
	"context"
	"time"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient, texts <-chan string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	stop := make(chan struct{})
	timer := time.AfterFunc(time.Minute, func() {
		close(stop)
	})
	defer timer.Stop()
	for {
		select {
		case text := <-texts:
			stream.Send(&chatpb.Msg{Text: text})
		case <-stop:
			stream.Send(&chatpb.Msg{Text: "stop"})
			return nil
		}
	}
}
