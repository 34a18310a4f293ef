// Several goroutines call a function that sends a goodbye, once.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

func leave(stream chatpb.Chat_ConnectServer, signals []chan struct{}) {
	goodbye := func() { stream.Send(&chatpb.Msg{Text: "bye"}) }
	goodbye = sync.OnceFunc(goodbye)
	var wg sync.WaitGroup
	for _, signal := range signals {
		wg.Go(func() {
			<-signal
			goodbye()
		})
	}
	wg.Wait()
}
