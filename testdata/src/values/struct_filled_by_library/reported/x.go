// A goroutine sends if the numbers that the runtime has stored are large, beside its starter.
package reported

import (
	"context"
	"runtime"
	"time"

	"streamvet.test/chatpb"
)

func watch(ctx context.Context, c chatpb.ChatClient) error {
	stream, err := c.Upload(ctx)
	if err != nil {
		return err
	}
	go func() {
		var stats runtime.MemStats
		for range 3 {
			runtime.ReadMemStats(&stats)
			if stats.HeapInuse > 1<<20 {
				stream.Send(&chatpb.Msg{Text: "much"}) // want "sendsend"
			}
			time.Sleep(time.Second)
		}
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
