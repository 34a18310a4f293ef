// A lock of a package that knows no streams, made of an atomic value, given back before the send.
package reported

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/lock_atomic/reported/turn"
)

func greet(s chatpb.Chat_ConnectClient) {
	t := turn.New()
	for range 2 {
		go func() {
			t.Take()
			t.Give()
			s.Send(&chatpb.Msg{Text: "hi"}) // want "sendsend"
		}()
	}
}
