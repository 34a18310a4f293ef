// The channel is closed when the goroutine is over, which sends after its last result.
package silent

import (
	"sync"

	"streamvet.test/chatpb"
)

func upload(stream chatpb.Chat_UploadClient, msgs []*chatpb.Msg) (*chatpb.Ack, error) {
	sent := make(chan int)
	var wg sync.WaitGroup
	wg.Go(func() {
		for n := range msgs {
			sent <- n
		}
		stream.Send(&chatpb.Msg{Text: "that's all"})
	})
	go func() {
		wg.Wait()
		close(sent)
	}()
	for n := range sent {
		println(n)
	}
	return stream.CloseAndRecv()
}
