// The caller sends without the once.
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
	hello := func() {
		stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	}
	go once.Do(hello)
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
