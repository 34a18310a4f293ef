// Several goroutines encode what is sent: an encoder of JSON does not lock.
package reported

import (
	"encoding/json"
	"sync"

	"streamvet.test/chatpb"
)

type chunks struct {
	stream chatpb.Chat_WatchServer
}

func (c chunks) Write(p []byte) (int, error) {
	return len(p), c.stream.Send(&chatpb.Msg{Text: string(p)}) // want "sendsend"
}

func watch(stream chatpb.Chat_WatchServer, sources []chan string) {
	enc := json.NewEncoder(chunks{stream})
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
