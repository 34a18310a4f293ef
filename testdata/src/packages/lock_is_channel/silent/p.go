// A lock of a package that knows no streams, whose type is a channel, held during the send.
package silent

import (
	"streamvet.test/chatpb"
	"streamvet.test/packages/lock_is_channel/silent/turn"
)

func greet(s chatpb.Chat_ConnectClient) {
	t := turn.New()
	for range 2 {
		go func() {
			t.Take()
			s.Send(&chatpb.Msg{Text: "hi"})
			t.Give()
		}()
	}
}
