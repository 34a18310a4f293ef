// Where the helper gives up waiting it only notes that, and the test goes on.
package reported

import (
	"testing"
	"time"

	"streamvet.test/chatpb"
)

func wait(t testing.TB, f func()) {
	done := make(chan struct{}, 1)
	go func() {
		f()
		done <- struct{}{}
	}()
	select {
	case <-time.After(time.Second):
		t.Error("gave up")
	case <-done:
	}
}

func check(t testing.TB, stream chatpb.Chat_ConnectClient) {
	wait(t, func() {
		stream.Send(&chatpb.Msg{Text: "hello"}) // want "closesend"
	})
	stream.CloseSend()
}
