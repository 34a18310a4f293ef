// The caller sends after its own call of the once has returned.
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
	hello := func() {
		stream.Send(&chatpb.Msg{Text: "hello"})
	}
	go once.Do(hello)
	once.Do(hello)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
