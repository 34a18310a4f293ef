// Two once values order nothing between them: the function of each sends.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var once sync.Once
	go func() {
		var other sync.Once
		other.Do(func() {
			stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		})
	}()
	once.Do(func() {
		err = stream.Send(&chatpb.Msg{Text: "hi"})
	})
	return err
}
