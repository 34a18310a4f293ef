// The functions of another package take the lock.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
	"streamvet.test/packages/lock_functions/silent/lib"
)

func talk(stream chatpb.Chat_ConnectClient) {
	var mu sync.Mutex
	go func() {
		lib.Acquire(&mu)
		defer lib.Release(&mu)
		stream.Send(&chatpb.Msg{Text: "hello"})
	}()
	lib.Acquire(&mu)
	defer lib.Release(&mu)
	stream.Send(&chatpb.Msg{Text: "bye"})
}
