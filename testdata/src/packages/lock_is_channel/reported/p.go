// A lock of a package that knows no streams, whose type is a channel, given back before the send.
package reported

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/lock_is_channel/reported/turn"
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
