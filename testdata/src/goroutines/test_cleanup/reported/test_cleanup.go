// What was registered for cleanup last runs first: CloseSend before the sender has ended.
package reported

import (
	"context"
	"sync"
	"testing"

	"streamvet.test/chatpb"
)

var client chatpb.ChatClient

func start(t *testing.T) chatpb.Chat_ConnectClient {
	stream, err := client.Connect(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	stop := make(chan struct{})
	t.Cleanup(func() {
		close(stop)
		wg.Wait()
	})
	t.Cleanup(func() { stream.CloseSend() })
	wg.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				stream.Send(&chatpb.Msg{}) // want "closesend"
			}
		}
	})
	return stream
}

func TestReceive(t *testing.T) {
	stream := start(t)
	for range 100 {
		if _, err := stream.Recv(); err != nil {
			t.Fatal(err)
		}
	}
}
