// Two functions for once.Do in one program: the goroutine runs the one that receives.
package silent

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
			stream.Recv()
		})
	}()
	once.Do(func() {
		err = stream.Send(&chatpb.Msg{Text: "hi"})
	})
	return err
}
