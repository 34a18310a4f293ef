// A pool of a package that doesn't know grpc runs the tasks in four goroutines.
package reported

import (
	"context"

	"streamvet.test/chatpb"
	"streamvet.test/packages/worker_pool/reported/pool"
)

func chat(ctx context.Context, c chatpb.ChatClient, texts []string) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	p := pool.New()
	for _, text := range texts {
		p.Submit(func() {
			stream.Send(&chatpb.Msg{Text: text}) // want "sendsend"
		})
	}
	return nil
}
