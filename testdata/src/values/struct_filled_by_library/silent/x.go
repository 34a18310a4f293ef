// A function sends if the numbers that the runtime has stored are large, before its caller does.
package silent

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
	func() {
		var stats runtime.MemStats
		for range 3 {
			runtime.ReadMemStats(&stats)
			if stats.HeapInuse > 1<<20 {
				stream.Send(&chatpb.Msg{Text: "much"})
			}
			time.Sleep(time.Second)
		}
	}()
	return stream.Send(&chatpb.Msg{Text: "hi"})
}
