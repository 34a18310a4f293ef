// Each caller has a once of its own.
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
	var other sync.Once
	greet := func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	}
	go func() {
		other.Do(greet)
	}()
	once.Do(greet)
	return nil
}
