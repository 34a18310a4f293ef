// A timer tells the other side to stop, beside the sender.
package reported

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
		stream.Send(&chatpb.Msg{Text: "stop"}) // want "sendsend"
		close(stop)
	})
	defer timer.Stop()
	for {
		select {
		case text := <-texts:
			stream.Send(&chatpb.Msg{Text: text})
		case <-stop:
			return nil
		}
	}
}
