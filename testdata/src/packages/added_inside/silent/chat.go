// The goroutine is announced before it starts.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
	"streamvet.test/packages/added_inside/silent/lib"
)

func talk(stream chatpb.Chat_ConnectClient) {
	var wg sync.WaitGroup
	wg.Add(1)
	lib.Go(func() {
		defer wg.Done()
		stream.Send(&chatpb.Msg{Text: "hello"})
	})
	wg.Wait()
	stream.Send(&chatpb.Msg{Text: "bye"})
}
