// Several goroutines call a function that sends a goodbye, each time.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
)

func leave(stream chatpb.Chat_ConnectServer, signals []chan struct{}) {
	goodbye := func() { stream.Send(&chatpb.Msg{Text: "bye"}) } // want "sendsend"
	var wg sync.WaitGroup
	for _, signal := range signals {
		wg.Go(func() {
			<-signal
			goodbye()
		})
	}
	wg.Wait()
}
