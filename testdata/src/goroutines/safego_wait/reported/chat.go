// A group of the project's own: its goroutines are not waited for.
package reported

import (
	"context"
	"sync"

	"streamvet.test/chatpb"
)

type group struct {
	wg sync.WaitGroup
}

func (g *group) start(f func()) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		f()
	}()
}

func (g *group) wait() { g.wg.Wait() }

func chat(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Connect(ctx)
	if err != nil {
		return err
	}
	var g group
	g.start(func() {
		stream.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
	})
	err = stream.Send(&chatpb.Msg{Text: "hi"})
	g.wait()
	return err
}
