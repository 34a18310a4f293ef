// The goroutine announces itself, which may be after the Wait.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
	"streamvet.test/packages/added_inside/reported/lib"
)

func talk(stream chatpb.Chat_ConnectClient) {
	var wg sync.WaitGroup
	lib.Go(func() {
		wg.Add(1)
		defer wg.Done()
		stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	})
	wg.Wait()
	stream.Send(&chatpb.Msg{Text: "bye"})
}
