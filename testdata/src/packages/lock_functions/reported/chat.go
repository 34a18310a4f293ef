// The functions of another package share the lock that is to be held.
package reported

import (
	"sync"

	"streamvet.test/chatpb"
	"streamvet.test/packages/lock_functions/reported/lib"
)

func talk(stream chatpb.Chat_ConnectClient) {
	var mu sync.RWMutex
	go func() {
		lib.Share(&mu)
		defer lib.Unshare(&mu)
		stream.Send(&chatpb.Msg{Text: "hello"}) // want "sendsend"
	}()
	lib.Share(&mu)
	defer lib.Unshare(&mu)
	stream.Send(&chatpb.Msg{Text: "bye"})
}
