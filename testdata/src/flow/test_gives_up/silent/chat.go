// Where the helper gives up waiting the test is over.
package silent

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
		t.Fatal("gave up")
	case <-done:
	}
}

func check(t testing.TB, stream chatpb.Chat_ConnectClient) {
	wait(t, func() {
		stream.Send(&chatpb.Msg{Text: "hello"})
	})
	stream.CloseSend()
}
