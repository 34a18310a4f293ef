// The helper puts the stream back in the pool once it is no longer used.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

type pool struct {
	free chan chatpb.Chat_ConnectClient
}

func (p *pool) put(stream chatpb.Chat_ConnectClient) { p.free <- stream }

func (p *pool) work(text string) {
	stream := <-p.free
	stream.Send(&chatpb.Msg{Text: text})
	stream.Send(&chatpb.Msg{Text: "over"})
	p.put(stream)
}

func (p *pool) all(texts []string) {
	var wg sync.WaitGroup
	for _, text := range texts {
		wg.Go(func() { p.work(text) })
	}
	wg.Wait()
}
