// Several goroutines encode what is sent: an encoder of gobs does lock.
package silent

import (
	"encoding/gob"
	"sync"

	"streamvet.test/chatpb"
)

type chunks struct {
	stream chatpb.Chat_WatchServer
}

func (c chunks) Write(p []byte) (int, error) {
	return len(p), c.stream.Send(&chatpb.Msg{Text: string(p)})
}

func watch(stream chatpb.Chat_WatchServer, sources []chan string) {
	enc := gob.NewEncoder(chunks{stream})
	var wg sync.WaitGroup
	for _, source := range sources {
		wg.Go(func() {
			for s := range source {
				enc.Encode(s)
			}
		})
	}
	wg.Wait()
}
