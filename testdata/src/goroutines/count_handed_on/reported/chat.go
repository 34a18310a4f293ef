// Four workers send, as two calls away is said.
package reported

import (
	"context"

	"streamvet.test/chatpb"
)

type pool struct{ size int }

func (p *pool) start(workers int, stream chatpb.Chat_ConnectClient, queue <-chan *chatpb.Msg) {
	p.size = workers
	for i := 1; i <= workers; i++ {
		go func() {
			println("worker", i, "of", workers)
			for m := range queue {
				stream.Send(m) // want "sendsend"
			}
		}()
	}
}

func startAll(n int, stream chatpb.Chat_ConnectClient, queue <-chan *chatpb.Msg) {
	p := new(pool)
	p.start(n, stream, queue)
}

func run(ctx context.Context, c chatpb.ChatClient, queue <-chan *chatpb.Msg) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	startAll(4, stream, queue)
	return nil
}
