// The stream is put back before it is used.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

// pool has streams that are free.
type pool struct {
	free chan chatpb.Chat_ConnectClient
}

func (p *pool) with(use func(chatpb.Chat_ConnectClient) error) error {
	stream := <-p.free
	p.free <- stream
	return use(stream)
}

func sendAll(p *pool, msgs []*chatpb.Msg) {
	var wg sync.WaitGroup
	for _, m := range msgs {
		wg.Go(func() {
			p.with(func(stream chatpb.Chat_ConnectClient) error {
				return stream.Send(m) // want "sendsend"
			})
		})
	}
	wg.Wait()
}
