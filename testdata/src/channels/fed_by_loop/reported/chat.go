// A goroutine that waits for what a loop hands to it sends beside another one.
package reported

import (
	"sync"
	"time"

	"streamvet.test/chatpb"
)

func chat(stream chatpb.Chat_ConnectClient) error {
	var mu sync.Mutex
	acks := make(chan *chatpb.Msg)
	defer close(acks)
	go func() {
		for m := range acks {
			mu.Lock()
			stream.Send(m)
			mu.Unlock()
		}
	}()
	go func() {
		for range time.Tick(time.Minute) {
			stream.Send(&chatpb.Msg{Text: "ping"}) // want "sendsend"
		}
	}()
	for {
		m, err := stream.Recv()
		if err != nil {
			return err
		}
		acks <- m
	}
}
